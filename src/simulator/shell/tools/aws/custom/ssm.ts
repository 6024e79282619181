import { generalError, unknownOptions } from '../errors.ts';
import { lastValue, parseOptions, required } from '../options.ts';
import type { CustomCommand } from './types.ts';

/**
 * `aws ssm start-session`: the session opens, and then the CLI looks for its plugin, which the images do not have (AWS Systems
 * Manager User Guide, "Install the Session Manager plugin for the AWS CLI"). That the images lack it is not documented.
 */
const startSession: CustomCommand = async (_ctx, client, _globals, words) => {
  const parsed = parseOptions(words, {
    target: 'value',
    'document-name': 'value',
    reason: 'value',
    parameters: 'list',
  });
  const unknown = [...parsed.unknown, ...parsed.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const document = lastValue(parsed, 'document-name');
  await client.call('ssm', 'StartSession', {
    Target: required(parsed, 'target'),
    ...(document === undefined ? {} : { DocumentName: document }),
  });
  throw generalError(
    'SessionManagerPlugin is not found. Please refer to SessionManager Documentation here: http://docs.aws.amazon.com/console/systems-manager/session-manager-plugin-not-found',
  );
};

/** Commands of the CLI's own for Systems Manager. */
export const ssmCommands = { 'start-session': startSession };
