import type { Zone } from './dateFormat.ts';

/**
 * Dates as GNU date reads them (coreutils manual, "Date input formats"): calendar dates, times of day, zones, weekdays, and
 * relative items such as `1 day ago` or `next month`, in any order.
 */

/** A moment as the fields of a calendar and a clock, in a zone `offset` minutes east of UTC. */
interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const ORDINALS: Record<string, number> = {
  last: -1,
  this: 0,
  next: 1,
  first: 1,
  third: 3,
  fourth: 4,
};
/** Units of relative items: which field, and how many of it. */
const UNITS: Record<string, [keyof Fields, number]> = {
  sec: ['second', 1],
  second: ['second', 1],
  min: ['minute', 1],
  minute: ['minute', 1],
  hour: ['hour', 1],
  day: ['day', 1],
  week: ['day', 7],
  fortnight: ['day', 14],
  month: ['month', 1],
  year: ['year', 1],
};
const WORDS: Record<string, number> = { yesterday: -1, today: 0, now: 0, tomorrow: 1 };

class DateReader {
  readonly #words: string[];
  readonly #zone: Zone;
  readonly #now: number;
  #date: [number, number, number] | null = null;
  #time: [number, number, number] | null = null;
  #offset: number | null = null;
  #weekday: [day: number, ordinal: number] | null = null;
  readonly #shift: Fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };

  constructor(text: string, now: number, zone: Zone) {
    this.#words =
      text
        .toLowerCase()
        .replace(/\([^()]*\)/g, ' ')
        .replace(/(\d)t(\d)/g, '$1 $2')
        .replace(/,/g, ' ')
        .match(
          /\d{4}-\d\d?-\d\d?|\d\d?\/\d\d?(?:\/\d+)?|\d+:\d+(?::\d+(?:\.\d+)?)?|[-+]\s*\d+(?::\d\d)?|\d+|[a-z]+/g,
        )
        ?.slice(0, 40) ?? [];
    // What is none of these is no date.
    if (/[^\sa-z\d:/,.()+@-]/i.test(text)) this.#words = ['invalid'];
    this.#now = now;
    this.#zone = zone;
  }

  /** ms since the epoch; null: not a date. */
  read(): number | null {
    while (this.#words.length > 0) if (!this.#item()) return null;
    return this.#moment();
  }

  #item(): boolean {
    const word = this.#words.shift() ?? '';
    return this.#calendar(word) || this.#clock(word) || this.#relative(word) || this.#named(word);
  }

  #calendar(word: string): boolean {
    const iso =
      /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(word) ??
      (/^\d{8}$/.test(word) ? /^(\d{4})(\d\d)(\d\d)$/.exec(word) : null);
    if (iso !== null) return this.#setDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const us = /^(\d\d?)\/(\d\d?)(?:\/(\d+))?$/.exec(word);
    if (us !== null) {
      const year = us[3] === undefined ? this.#local().year : Number(us[3]);
      return this.#setDate(year < 100 ? 2000 + year : year, Number(us[1]), Number(us[2]));
    }
    // `5 Jan 2024`, `Jan 5 2024`, `Jan 5`.
    const [second = '', third = ''] = this.#words;
    const first = MONTHS.indexOf(word.slice(0, 3)) + 1;
    const behind = MONTHS.indexOf(second.slice(0, 3)) + 1;
    if (/^\d\d?$/.test(word) && behind > 0 && /^[a-z]/.test(second)) {
      this.#words.shift();
      return this.#setDate(this.#yearIn(third), behind, Number(word));
    }
    if (first > 0 && /^[a-z]/.test(word) && /^\d\d?$/.test(second)) {
      this.#words.shift();
      return this.#setDate(this.#yearIn(this.#words[0] ?? ''), first, Number(second));
    }
    return false;
  }

  #yearIn(word: string): number {
    if (!/^\d{4}$/.test(word)) return this.#local().year;
    this.#words.splice(this.#words.indexOf(word), 1);
    return Number(word);
  }

  #setDate(year: number, month: number, day: number): boolean {
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (this.#date !== null || month < 1 || month > 12 || day < 1 || day > days) return false;
    this.#date = [year, month, day];
    return true;
  }

  #clock(word: string): boolean {
    const bare = /^\d\d?$/.test(word) && /^[ap]m$/.test(this.#words[0] ?? '');
    const time = /^(\d\d?)(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/.exec(word);
    if (!bare && !word.includes(':')) return false;
    if (time === null) return false;
    let hour = Number(time[1]);
    const half = /^[ap]m$/.test(this.#words[0] ?? '') ? this.#words.shift() : undefined;
    if (half !== undefined) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
    if (this.#time !== null || hour > 24 || Number(time[2] ?? 0) > 59) return false;
    this.#time = [hour, Number(time[2] ?? 0), Number(time[3] ?? 0)];
    this.#zoneOf();
    return true;
  }

  /** A number with a sign behind a time of day is a zone, also in `10:00 +2 hours`. */
  #zoneOf(): void {
    const zone = /^([-+])\s*(\d\d?):?(\d\d)?$/.exec(this.#words[0] ?? '');
    if (zone === null) return;
    this.#words.shift();
    this.#offset = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3] ?? 0));
  }

  #relative(word: string): boolean {
    if (
      /^\d{4}$/.test(word) &&
      this.#date !== null &&
      this.#time !== null &&
      this.#words.length === 0
    ) {
      this.#date[0] = Number(word);
      return true;
    }
    const counted = /^([-+]?)\s*(\d+)$/.exec(word);
    const ordinal = Object.hasOwn(ORDINALS, word) ? ORDINALS[word] : undefined;
    let amount = 1;
    let unit = word;
    if (counted !== null || ordinal !== undefined) {
      amount = ordinal ?? Number(`${counted?.[1] ?? ''}${counted?.[2]}`);
      unit = this.#words.shift() ?? '';
      const day = DAYS.indexOf(unit.slice(0, 3));
      if (day >= 0 && ordinal !== undefined && !Object.hasOwn(UNITS, singular(unit))) {
        this.#weekday = [day, ordinal];
        return true;
      }
    }
    const known = singular(unit);
    const [field, size] = (Object.hasOwn(UNITS, known) ? UNITS[known] : undefined) ?? [null, 0];
    if (field === null) return false;
    if (this.#words[0] === 'ago') {
      this.#words.shift();
      amount = -amount;
    }
    this.#shift[field] += amount * size;
    return true;
  }

  #named(word: string): boolean {
    if (Object.hasOwn(WORDS, word)) {
      this.#shift.day += WORDS[word] ?? 0;
      return true;
    }
    if (/^(z|utc|gmt)$/.test(word)) {
      this.#offset = 0;
      return true;
    }
    if (word === 'midnight' || word === 'noon') {
      this.#time = [word === 'noon' ? 12 : 0, 0, 0];
      return true;
    }
    const day = /^[a-z]{3,}$/.test(word) ? DAYS.indexOf(word.slice(0, 3)) : -1;
    if (day < 0) return false;
    this.#weekday = [day, 0];
    return true;
  }

  #local(): Fields {
    const at = new Date(this.#now + this.#zone(this.#now) * 60_000);
    return {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
    };
  }

  #moment(): number | null {
    const now = this.#local();
    const [year, month, day] = this.#date ?? [now.year, now.month, now.day];
    // A day alone means its beginning.
    const midnight = this.#date !== null || this.#weekday !== null;
    const [hour, minute, second] =
      this.#time ?? (midnight ? [0, 0, 0] : [now.hour, now.minute, now.second]);
    const to = this.#shift;
    let forward = 0;
    // With a date, the name of a day says nothing.
    if (this.#weekday !== null && this.#date === null) {
      const [wanted, ordinal] = this.#weekday;
      const today = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
      forward = (wanted - today + 7) % 7;
      if (ordinal < 0) forward -= 7;
      else if (ordinal > 0) forward = (forward === 0 ? 7 : forward) + 7 * (ordinal - 1);
    }
    const fields = [
      year + to.year,
      month - 1 + to.month,
      day + to.day + forward,
      hour + to.hour,
      minute + to.minute,
      second + to.second,
    ] as const;
    const asUtc = Date.UTC(...fields);
    if (Number.isNaN(asUtc)) return null;
    const rest = this.#date === null && this.#time === null && !midnight ? this.#now % 1000 : 0;
    const offset = this.#offset ?? this.#zone(asUtc);
    return asUtc - offset * 60_000 + rest;
  }
}

const singular = (word: string): string => word.replace(/s$/, '');

/**
 * The moment a text means, in ms since the epoch; null: it is no date.
 * @param now ms since the epoch
 */
export function parseDate(text: string, now: number, zone: Zone): number | null {
  const epoch = /^\s*@(-?\d+)(?:\.(\d{1,3})\d*)?\s*$/.exec(text);
  if (epoch !== null) return Number(epoch[1]) * 1000 + Number((epoch[2] ?? '').padEnd(3, '0'));
  if (text.trim() === '') {
    const offset = zone(now);
    return Math.floor((now + offset * 60_000) / 86_400_000) * 86_400_000 - offset * 60_000;
  }
  return new DateReader(text, now, zone).read();
}
