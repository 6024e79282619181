import { arn } from '../arns.ts';
import { count, text, texts } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, LogStream, Params } from '../types.ts';
import type { PlainOperation } from './operation.ts';

const missingGroup = (): HandlerResult =>
  refuse('ResourceNotFoundException', 'The specified log group does not exist.');

/** Unix ms of virtual time 0: events of a log carry Unix ms. */
const unixStart = ({ clock }: Environment): number => clock.unix() - clock.now();

interface Group {
  streams: Map<string, LogStream>;
  assumed?: string;
}

/** A log group. Where the scenario describes none, one that nobody made is taken to exist. */
export function findGroup(params: Params, env: Environment): Group | undefined {
  const name = text(params, 'logGroupName');
  const streams = env.state.logGroups.get(name);
  if (streams !== undefined) return { streams };
  const deleted = records(env.state, deletedKind).has(name);
  if (deleted || env.scenario.resources.logGroups !== undefined) return undefined;
  return {
    streams: new Map(),
    assumed: `The scenario does not describe the log group "${name}"; it is taken to exist.`,
  };
}

/** Days that events are kept, by group. */
const retentionKind = 'logs:retention';
/** What can be chosen (Amazon CloudWatch Logs API Reference, "PutRetentionPolicy"). */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

const deletedKind = 'logs:deletedGroup';

/** An answer about a group. */
const aboutGroup = (
  params: Params,
  env: Environment,
  answer: (streams: Map<string, LogStream>) => Params,
): HandlerResult => {
  const found = findGroup(params, env);
  if (found === undefined) return missingGroup();
  const { streams, assumed } = found;
  return { ok: true, output: answer(streams), ...(assumed === undefined ? {} : { assumed }) };
};

/** Terms that must all stand in a line; `{ … }` and `[ … ]` look into structured lines, which is not simulated. */
function matcher(pattern: string): ((line: string) => boolean) | null {
  const trimmed = pattern.trim().slice(0, 1024);
  if (/^[{[%]/.test(trimmed)) return null;
  const terms = [...trimmed.matchAll(/([-?]?)(?:"([^"]*)"|(\S+))/g)].map(
    ([, sign = '', quoted, bare]) => ({ sign, word: quoted ?? bare ?? '' }),
  );
  const any = terms.filter(({ sign }) => sign === '?');
  return (line) =>
    terms.every(({ sign, word }) => sign === '?' || line.includes(word) === (sign !== '-')) &&
    (any.length === 0 || any.some(({ word }) => line.includes(word)));
}

interface Found {
  stream: string;
  /** Unix ms. */
  timestamp: number;
  message: string;
}

/** Events of a group in the order of their times, between `startTime` and `endTime` (Unix ms). */
function eventsOf(params: Params, env: Environment, streams: Iterable<LogStream>): Found[] {
  const names = texts(params, 'logStreamNames');
  const prefix = text(params, 'logStreamNamePrefix');
  const from = count(params, 'startTime');
  const to = count(params, 'endTime') || Number.POSITIVE_INFINITY;
  const zero = unixStart(env);
  const chosen = [...streams].filter(
    ({ name }) => (names.length === 0 || names.includes(name)) && name.startsWith(prefix),
  );
  return chosen
    .flatMap(({ name, lines }) =>
      lines.map((line) => ({
        stream: name,
        timestamp: Math.floor(zero + line.at),
        message: line.text.replace(/\n$/, ''),
      })),
    )
    .filter(({ timestamp }) => timestamp >= from && timestamp < to)
    .sort((a, b) => a.timestamp - b.timestamp);
}

function filterLogEvents(params: Params, env: Environment): HandlerResult {
  const found = findGroup(params, env);
  if (found === undefined) return missingGroup();
  const matches = matcher(text(params, 'filterPattern'));
  const limit = count(params, 'limit') || 10_000;
  const events = eventsOf(params, env, found.streams.values())
    .filter(({ message }) => matches?.(message) ?? true)
    .slice(0, limit)
    .map(({ stream, timestamp, message }, at) => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime: timestamp,
      eventId: env.ids.text(`${stream}/${timestamp}/${at}`, 56, '0123456789'),
    }));
  const assumed =
    matches === null ? 'A pattern for structured lines is not simulated.' : found.assumed;
  return {
    ok: true,
    output: { events, searchedLogStreams: [] },
    ...(assumed === undefined ? {} : { assumed }),
  };
}

const groupShown = (env: Environment, name: string): Params => ({
  logGroupName: name,
  creationTime: unixStart(env),
  ...records(env.state, retentionKind).get(name),
  metricFilterCount: 0,
  arn: `${arn.logGroup(env, name)}:*`,
  storedBytes: 0,
  logGroupClass: 'STANDARD',
  logGroupArn: arn.logGroup(env, name),
});

/** Reading and keeping logs (Amazon CloudWatch Logs API Reference). Reading a group is asked on its ARN with `:*` behind it. */
export const logReading: Record<string, PlainOperation> = {
  FilterLogEvents: {
    resource: 'arn:aws:logs:{region}:{account}:log-group:{logGroupName}:*',
    node: () => 'logs',
    trail: 'data',
    handle: filterLogEvents,
  },
  GetLogEvents: {
    resource: (params, env) =>
      arn.logStream(env, text(params, 'logGroupName'), text(params, 'logStreamName')),
    node: () => 'logs',
    trail: 'data',
    handle(params, env) {
      const stream = findGroup(params, env)?.streams.get(text(params, 'logStreamName'));
      if (stream === undefined) {
        return refuse('ResourceNotFoundException', 'The specified log stream does not exist.');
      }
      return done({
        events: eventsOf(params, env, [stream]).map(({ timestamp, message }) => ({
          timestamp,
          message,
          ingestionTime: timestamp,
        })),
        nextForwardToken: `f/${env.ids.text(`${env.trace.scope}/forward`, 56, '0123456789')}`,
        nextBackwardToken: `b/${env.ids.text(`${env.trace.scope}/backward`, 56, '0123456789')}`,
      });
    },
  },
  DescribeLogGroups: {
    // The message names a group and a stream without names; a prefix stands for the group.
    resource: (params, env) =>
      `arn:aws:logs:${env.region}:${env.account}:log-group:${text(params, 'logGroupNamePrefix')}:log-stream:`,
    node: () => 'logs',
    handle: (params, env) =>
      done({
        logGroups: [...env.state.logGroups.keys()]
          .filter((name) => name.startsWith(text(params, 'logGroupNamePrefix')))
          .sort()
          .map((name) => groupShown(env, name)),
      }),
    rule: 'logs.describe-groups-resource',
  },
  DescribeLogStreams: {
    resource: 'arn:aws:logs:{region}:{account}:log-group:{logGroupName}:log-stream:',
    node: () => 'logs',
    handle: (params, env) =>
      aboutGroup(params, env, (streams) => ({
        logStreams: [...streams.keys()]
          .filter((name) => name.startsWith(text(params, 'logStreamNamePrefix')))
          .sort()
          .map((name) => ({
            logStreamName: name,
            arn: arn.logStream(env, text(params, 'logGroupName'), name),
            storedBytes: 0,
          })),
      })),
  },
  PutRetentionPolicy: {
    resource: 'arn:aws:logs:{region}:{account}:log-group:{logGroupName}',
    node: () => 'logs',
    handle(params, env) {
      const retentionInDays = count(params, 'retentionInDays');
      if (!retentionDays.includes(retentionInDays)) {
        return refuse(
          'InvalidParameterException',
          `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentionDays.join(', ')}]`,
        );
      }
      return aboutGroup(params, env, () => {
        records(env.state, retentionKind).set(text(params, 'logGroupName'), { retentionInDays });
        return {};
      });
    },
  },
  DeleteRetentionPolicy: {
    resource: 'arn:aws:logs:{region}:{account}:log-group:{logGroupName}',
    node: () => 'logs',
    handle: (params, env) =>
      aboutGroup(params, env, () => {
        records(env.state, retentionKind).delete(text(params, 'logGroupName'));
        return {};
      }),
  },
  DeleteLogGroup: {
    resource: 'arn:aws:logs:{region}:{account}:log-group:{logGroupName}',
    node: () => 'logs',
    handle(params, env) {
      const result = aboutGroup(params, env, () => ({}));
      const name = text(params, 'logGroupName');
      env.state.logGroups.delete(name);
      records(env.state, retentionKind).delete(name);
      records(env.state, deletedKind).set(name, {});
      return result;
    },
  },
};
