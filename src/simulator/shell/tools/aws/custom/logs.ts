import type { Params } from '../../../../cloud/types.ts';
import { isObject, text } from '../../support/json.ts';
import { parameterError, unknownOptions } from '../errors.ts';
import { has, lastValue, type ParsedOptions, parseOptions } from '../options.ts';
import type { CustomCommand } from './types.ts';

/** ms between two looks with `--follow`. */
const pollMs = 5000;
const defaultSince = '10m';
const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Unix ms of `5m` (ago) or of an ISO 8601 moment. */
function moment(now: number, written: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(written) ?? [];
  if (amount !== undefined) return now - Number(amount) * (units[unit] ?? 0);
  const at = Date.parse(written);
  if (Number.isNaN(at)) throw parameterError(`Invalid value for --since: ${written}`);
  return at;
}

/** `2026-11-23T05:16:00.000000+00:00`; short: without fraction and zone. */
const written = (unix: number, short: boolean): string => {
  const iso = new Date(unix).toISOString();
  return short ? iso.slice(0, 19) : `${iso.slice(0, -1)}000+00:00`;
};

/** A line in one of the formats `detailed`, `short` and `json` (a message that is JSON, laid out). */
function line(event: unknown, format: string): string {
  const at = isObject(event) && typeof event.timestamp === 'number' ? event.timestamp : 0;
  const message = text(event, 'message') ?? '';
  if (format === 'detailed') {
    return `${written(at, false)} ${text(event, 'logStreamName') ?? ''} ${message}`;
  }
  if (format === 'short') return `${written(at, true)} ${message}`;
  try {
    return `${written(at, false)} ${text(event, 'logStreamName') ?? ''} ${JSON.stringify(JSON.parse(message), null, 4)}`;
  } catch {
    return `${written(at, false)} ${text(event, 'logStreamName') ?? ''} ${message}`;
  }
}

function wanted(parsed: ParsedOptions, startTime: number): Params {
  const names = parsed.given.filter(({ name }) => name === 'log-stream-names').at(-1)?.values;
  const prefix = lastValue(parsed, 'log-stream-name-prefix');
  const pattern = lastValue(parsed, 'filter-pattern');
  return {
    interleaved: true,
    startTime,
    ...(names === undefined ? {} : { logStreamNames: names }),
    ...(prefix === undefined ? {} : { logStreamNamePrefix: prefix }),
    ...(pattern === undefined ? {} : { filterPattern: pattern }),
  };
}

/** `aws logs tail <group>`: FilterLogEvents, one line for each event (AWS CLI Command Reference, "logs tail"). */
const tail: CustomCommand = async (ctx, client, _globals, words) => {
  const parsed = parseOptions(words, {
    since: 'value',
    follow: 'flag',
    format: 'value',
    'filter-pattern': 'value',
    'log-stream-names': 'list',
    'log-stream-name-prefix': 'value',
  });
  const [group, ...more] = parsed.positionals;
  const unknown = [...parsed.unknown, ...more];
  if (unknown.length > 0) throw unknownOptions(unknown);
  if (group === undefined) {
    throw parameterError('aws: [ERROR]: the following arguments are required: group_name');
  }
  const format = lastValue(parsed, 'format') ?? 'detailed';
  let from = moment(ctx.host.clock.unix(), lastValue(parsed, 'since') ?? defaultSince);
  const shown = new Set<string>();
  for (;;) {
    const params = { logGroupName: group, ...wanted(parsed, from) };
    const { events } = await client.call('logs', 'FilterLogEvents', params);
    for (const event of Array.isArray(events) ? (events as Params[]) : []) {
      const id = text(event, 'eventId') ?? '';
      if (shown.has(id)) continue;
      shown.add(id);
      ctx.stdout(`${line(event, format)}\n`);
      if (typeof event.timestamp === 'number') from = Math.max(from, event.timestamp);
    }
    if (!has(parsed, 'follow')) return 0;
    await ctx.sleep(pollMs);
  }
};

/** Commands of the CLI's own for CloudWatch Logs. */
export const logsCommands = { tail };
