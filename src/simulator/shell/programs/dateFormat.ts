/** Minutes east of UTC of the place whose clock the container shows, at a moment in ms since the epoch. */
export type Zone = (unixMs: number) => number;

const MONTHS =
  `January February March April May June July August September October November December`.split(
    ' ',
  );
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DAY_MS = 86_400_000;

/** Minutes east of UTC in a zone of the tz database; UTC where there is none of that name. */
export function zoneOf(name: string | undefined): { zone: Zone; label: (ms: number) => string } {
  const utc = { zone: () => 0, label: () => 'UTC' };
  if (name === undefined || /^(|UTC0?|GMT0?|Etc\/UTC|Z)$/.test(name)) return utc;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const short = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' });
    const zone = (ms: number) => {
      const part = Object.fromEntries(
        format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
      );
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
      return Math.round(
        (Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000) /
          60_000,
      );
    };
    const label = (ms: number) =>
      short.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? name;
    return { zone, label };
  } catch {
    return utc;
  }
}

/** Week of the year (ISO 8601) and the year it belongs to. */
function isoWeek(at: Date): { week: number; year: number } {
  const thursday = new Date(at.getTime() + (3 - ((at.getUTCDay() + 6) % 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS / 7), year };
}

function dayOfYear(at: Date): number {
  return Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

const offsetText = (minutes: number, colon: string): string => {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
};

/** A moment, in the fields of its zone. */
interface Moment {
  ms: number;
  /** Its UTC fields are those of the zone. */
  at: Date;
  offset: number;
  label: string;
}

/** A number with the width and the filling that it has without a flag. */
type Field = [value: number, width: number, pad: string];

const two = (value: number): Field => [value, 2, '0'];
const blank = (value: number): Field => [value, 2, ' '];
const weekFrom = (at: Date, day: number): Field =>
  two(Math.floor((dayOfYear(at) + 6 - ((at.getUTCDay() - day + 7) % 7)) / 7));

/** What each letter stands for. */
const FIELDS: Readonly<Record<string, (moment: Moment) => string | Field>> = {
  Y: ({ at }) => String(at.getUTCFullYear()),
  C: ({ at }) => two(Math.floor(at.getUTCFullYear() / 100)),
  y: ({ at }) => two(at.getUTCFullYear() % 100),
  m: ({ at }) => two(at.getUTCMonth() + 1),
  d: ({ at }) => two(at.getUTCDate()),
  e: ({ at }) => blank(at.getUTCDate()),
  H: ({ at }) => two(at.getUTCHours()),
  k: ({ at }) => blank(at.getUTCHours()),
  I: ({ at }) => two(at.getUTCHours() % 12 || 12),
  l: ({ at }) => blank(at.getUTCHours() % 12 || 12),
  M: ({ at }) => two(at.getUTCMinutes()),
  S: ({ at }) => two(at.getUTCSeconds()),
  N: ({ ms }) => [(((ms % 1000) + 1000) % 1000) * 1_000_000, 9, '0'],
  s: ({ ms }) => String(Math.floor(ms / 1000)),
  j: ({ at }) => [dayOfYear(at), 3, '0'],
  p: ({ at }) => (at.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: ({ at }) => (at.getUTCHours() < 12 ? 'am' : 'pm'),
  a: ({ at }) => (DAYS[at.getUTCDay()] ?? '').slice(0, 3),
  A: ({ at }) => DAYS[at.getUTCDay()] ?? '',
  b: ({ at }) => (MONTHS[at.getUTCMonth()] ?? '').slice(0, 3),
  h: ({ at }) => (MONTHS[at.getUTCMonth()] ?? '').slice(0, 3),
  B: ({ at }) => MONTHS[at.getUTCMonth()] ?? '',
  u: ({ at }) => String(at.getUTCDay() || 7),
  w: ({ at }) => String(at.getUTCDay()),
  V: ({ at }) => two(isoWeek(at).week),
  G: ({ at }) => String(isoWeek(at).year),
  U: ({ at }) => weekFrom(at, 0),
  W: ({ at }) => weekFrom(at, 1),
  q: ({ at }) => String(Math.floor(at.getUTCMonth() / 3) + 1),
  z: ({ offset }) => offsetText(offset, ''),
  ':z': ({ offset }) => offsetText(offset, ':'),
  Z: ({ label }) => label,
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

/** Letters that stand for several others. */
const COMPOSED: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  r: '%I:%M:%S %p',
  c: '%a %b %e %H:%M:%S %Y',
};

/** Formats a moment as strftime and GNU date do. @param ms since the epoch */
export function formatDate(format: string, ms: number, timeZone: string | undefined): string {
  const { zone, label } = zoneOf(timeZone);
  const offset = zone(ms);
  const moment = { ms, at: new Date(ms + offset * 60_000), offset, label: label(ms) };
  const plain = format.replace(/%([%FTRDxXrc])/g, (whole, name: string) => COMPOSED[name] ?? whole);
  return plain.replace(
    /%([-_0^#]?)(\d{0,2})(:z|.)/gs,
    (whole, flag: string, width: string, name: string) => {
      const field = Object.hasOwn(FIELDS, name) ? FIELDS[name]?.(moment) : undefined;
      return field === undefined ? whole : shown(field, flag, width, name);
    },
  );
}

function shown(field: string | Field, flag: string, width: string, name: string): string {
  if (typeof field === 'string')
    return flag === '^' ? field.toUpperCase() : field.padStart(Number(width), ' ');
  const [value, size, fill] = field;
  // `%3N`: the first three digits.
  if (name === 'N' && width !== '') return String(value).padStart(9, '0').slice(0, Number(width));
  if (flag === '-') return String(value);
  const pad = flag === '_' ? ' ' : flag === '0' ? '0' : fill;
  return String(value).padStart(width === '' ? size : Number(width), pad);
}
