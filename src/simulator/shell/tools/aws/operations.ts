import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { fromBase64 } from '../support/bytes.ts';
import { isObject, text } from '../support/json.ts';
import type { Client } from './client.ts';
import { parameterError, unknownOptions, usageError } from './errors.ts';
import { type OptionKind, type ParsedOptions, parseOptions } from './options.ts';
import { isoTime, unixOf } from './time.ts';

/** An operation of a service on the command line. */
export interface CliOperation {
  /** API name, also the title of `--output table`. */
  operation: string;
  options: Readonly<Record<string, OptionKind>>;
  required?: readonly string[];
  /** Parameters of the call. */
  params(options: ParsedOptions): Params;
  /** Names of times in the result, in ms. */
  times?: readonly string[];
  /** Instead of the result itself: text for stdout. */
  print?(output: Params): string;
}

function valuesOf(options: ParsedOptions, name: string): string[] | undefined {
  return options.given.findLast((option) => option.name === name)?.values;
}

/** `imageTag=a,imageDigest=sha256:…`, the CLI's shorthand for an object (AWS CLI User Guide, "Using shorthand syntax"). */
function shorthand(word: string): Record<string, string> {
  const pairs = word.split(',').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    if (equals <= 0) {
      throw parameterError(
        `Error parsing parameter '--image-ids': Expected: '=', received: 'EOF' for input:\n${word}\n${' '.repeat(word.length)}^`,
      );
    }
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}

const page = { 'max-items': 'value', 'page-size': 'value', 'starting-token': 'value' } as const;

/** Operations that are simulated (reference: cli-iam.json), by service and name on the command line. */
export const cliOperations: Readonly<Record<string, Readonly<Record<string, CliOperation>>>> = {
  sts: {
    'get-caller-identity': { operation: 'GetCallerIdentity', options: {}, params: () => ({}) },
  },
  ecr: {
    'get-login-password': {
      operation: 'GetAuthorizationToken',
      options: {},
      params: () => ({}),
      print: (output) => `${password(output)}\n`,
    },
    'describe-repositories': {
      operation: 'DescribeRepositories',
      options: { 'repository-names': 'list', 'registry-id': 'value', ...page },
      params: (options) => {
        const names = valuesOf(options, 'repository-names');
        return names === undefined ? {} : { repositoryNames: names };
      },
      times: ['createdAt'],
    },
    'describe-images': {
      operation: 'DescribeImages',
      options: {
        'repository-name': 'value',
        'image-ids': 'list',
        'registry-id': 'value',
        filter: 'value',
        ...page,
      },
      required: ['repository-name'],
      params: (options) => {
        const ids = valuesOf(options, 'image-ids');
        return {
          repositoryName: valuesOf(options, 'repository-name')?.[0],
          ...(ids === undefined ? {} : { imageIds: ids.map(shorthand) }),
        };
      },
      times: ['imagePushedAt', 'lastRecordedPullTime'],
    },
  },
};

/**
 * The password in an authorization token: what stands behind `AWS:` when it is base64 of user and password, as the real API
 * gives it; else the token itself.
 */
function password(output: Params): string {
  const token = text(output, 'authorizationToken') ?? '';
  const decoded = fromBase64(token) ?? '';
  return decoded.startsWith('AWS:') ? decoded.slice('AWS:'.length) : token;
}

/** Every time in a result, wherever it stands, as ISO 8601. */
function withTimes(ctx: ToolContext, value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => withTimes(ctx, item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      names.includes(key) && typeof each === 'number'
        ? isoTime(unixOf(ctx, each))
        : withTimes(ctx, each, names),
    ]),
  );
}

/** Reads the words, makes the call, gives the result as it is printed: text, or a value for `--output`. */
export async function runOperation(
  ctx: ToolContext,
  client: Client,
  service: string,
  operation: CliOperation,
  words: readonly string[],
): Promise<{ text: string } | { value: unknown }> {
  const options = parseOptions(words, {
    ...operation.options,
    'cli-input-json': 'value',
    'generate-cli-skeleton': 'optional',
  });
  const missing = (operation.required ?? []).filter((name) => !valuesOf(options, name));
  if (missing.length > 0) {
    throw usageError(
      `the following arguments are required: ${missing.map((name) => `--${name}`).join(', ')}`,
    );
  }
  const unknown = [...options.unknown, ...options.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const output = await client.call(service, operation.operation, operation.params(options));
  if (operation.print !== undefined) return { text: operation.print(output) };
  return { value: withTimes(ctx, output, operation.times ?? []) };
}
