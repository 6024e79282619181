import { statOf } from '../core/files.ts';
import type { Call, Program } from '../core/process.ts';
import { formatDate, type Zone, zoneOf } from './dateFormat.ts';
import { parseDate } from './dateParse.ts';
import { badOption, complainAs, print, readFlags, resolve } from './support.ts';

const PRECISION: Record<string, string> = {
  date: '%F',
  hours: '%FT%H%:z',
  minutes: '%FT%H:%M%:z',
  seconds: '%FT%T%:z',
  ns: '%FT%T,%N%:z',
};

/** `-I` takes its value in the same word only. */
function isoFormat(args: readonly string[]): string | null {
  for (const arg of args) {
    const value = /^(?:-I|--iso-8601=?)(.*)$/.exec(arg)?.[1];
    if (value === undefined) continue;
    const key =
      value === '' ? 'date' : Object.keys(PRECISION).find((name) => name.startsWith(value));
    return PRECISION[key ?? 'date'] ?? null;
  }
  return null;
}

/** The moment that the options ask for; a text: what is wrong with them. */
async function moment(
  call: Call,
  flags: ReturnType<typeof readFlags>,
  zone: Zone,
): Promise<number | string> {
  const { fs, host } = call.proc.run.container;
  const reference = flags.value('r');
  if (reference !== undefined) {
    const stat = await statOf(fs, resolve(call, reference));
    return stat === null ? `${reference}: No such file or directory` : stat.mtime.getTime();
  }
  const now = host.clock.unix() + call.proc.thread.debt;
  const text = flags.value('d');
  if (text === undefined) return now;
  return parseDate(text, now, zone) ?? `invalid date '${text}'`;
}

/** `date`: the container's clock, and dates relative to it. */
const date: Program = {
  name: 'date',
  async run(call) {
    const iso = isoFormat(call.args);
    const args = call.args.filter((arg) => !/^-I|^--iso-8601/.test(arg));
    const known = [
      'u|utc',
      'universal',
      'd:date',
      'r:reference',
      'R|rfc-email',
      'rfc-2822',
      'rfc-3339:',
      's:set',
    ];
    const flags = readFlags(args, known);
    if (flags.unknown !== null) return badOption(call, flags.unknown);
    if (flags.has('s')) return complainAs(call, 'cannot set date: Operation not permitted');
    const timeZone = flags.has('u') || flags.has('universal') ? 'UTC' : call.env.get('TZ');
    const ms = await moment(call, flags, zoneOf(timeZone).zone);
    if (typeof ms === 'string') return complainAs(call, ms);
    const [format, extra] = flags.rest;
    if (extra !== undefined)
      return complainAs(call, `extra operand '${extra}'\nTry 'date --help' for more information.`);
    if (format !== undefined && !format.startsWith('+'))
      return complainAs(call, `invalid date '${format}'`);
    const rfc3339 = flags.value('rfc-3339') === 'date' ? '%F' : '%F %T%:z';
    const chosen =
      format?.slice(1) ??
      iso ??
      (flags.has('R') || flags.has('rfc-2822')
        ? '%a, %d %b %Y %T %z'
        : flags.has('rfc-3339')
          ? rfc3339
          : '%a %b %e %T %Z %Y');
    return print(call, `${formatDate(chosen, ms, timeZone)}\n`);
  },
};

export const datePrograms: Program[] = [date];
