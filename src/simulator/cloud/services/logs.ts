import { arn } from '../arns.ts';
import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import type { OperationDefinition, ServiceDefinition } from '../types.ts';
import { findGroup, logReading } from './logReading.ts';
import { operations } from './operation.ts';

const missingGroup = () =>
  refuse('ResourceNotFoundException', 'The specified log group does not exist.');

const base = {
  latencyMs: 45,
  node: () => 'logs' as const,
  details: (params) => ({ group: text(params, 'logGroupName') }),
} satisfies Partial<OperationDefinition>;

/** CloudWatch Logs API Reference. */
export const logsService: ServiceDefinition = {
  service: 'logs',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: {
    CreateLogGroup: {
      ...base,
      trail: 'management',
      permissions: (params, env) => [
        {
          action: 'logs:CreateLogGroup',
          resource: arn.logGroup(env, text(params, 'logGroupName')),
        },
      ],
      handle(params, { state }) {
        const group = text(params, 'logGroupName');
        if (state.logGroups.has(group)) {
          return refuse('ResourceAlreadyExistsException', 'The specified log group already exists');
        }
        state.logGroups.set(group, new Map());
        return done();
      },
      rule: 'logs.group-made-by-first-build',
    },
    CreateLogStream: {
      ...base,
      trail: 'management',
      permissions: (params, env) => [
        {
          action: 'logs:CreateLogStream',
          resource: arn.logStream(env, text(params, 'logGroupName'), text(params, 'logStreamName')),
        },
      ],
      handle(params, { state }) {
        const group = text(params, 'logGroupName');
        const name = text(params, 'logStreamName');
        const streams = state.logGroups.get(group);
        if (streams === undefined) return missingGroup();
        streams.set(name, { group, name, lines: [] });
        return done();
      },
      rule: 'logs.stream-before-provisioning',
    },
    PutLogEvents: {
      ...base,
      trail: 'none',
      permissions: (params, env) => [
        {
          action: 'logs:PutLogEvents',
          resource: arn.logStream(env, text(params, 'logGroupName'), text(params, 'logStreamName')),
        },
      ],
      handle(params, env) {
        const { clock, ids, trace } = env;
        const found = findGroup(params, env);
        const group = text(params, 'logGroupName');
        const name = text(params, 'logStreamName');
        const taken = { group, name, lines: [] };
        const stream =
          found?.streams.get(name) ?? (found?.assumed === undefined ? undefined : taken);
        if (stream === undefined) {
          return refuse('ResourceNotFoundException', 'The specified log stream does not exist.');
        }
        const events = Array.isArray(params.logEvents) ? params.logEvents : [];
        for (const event of events as { message?: unknown }[]) {
          stream.lines.push({ at: clock.now(), text: String(event.message ?? '') });
        }
        return {
          ...done({
            nextSequenceToken: ids.text(`${trace.scope}/sequence`, 56, '0123456789'),
          }),
          ...(found?.assumed === undefined ? {} : { assumed: found.assumed }),
        };
      },
      details: (params) => ({
        group: text(params, 'logGroupName'),
        lines: Array.isArray(params.logEvents) ? params.logEvents.length : 0,
      }),
    },
    ...operations('logs', logReading),
  },
};
