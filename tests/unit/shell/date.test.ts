import { describe, expect, it } from 'vitest';
import { run } from './support/container.ts';

/** Observed with GNU date (coreutils 9.1). */
const OBSERVED: [args: string, output: string][] = [
  ["-d '2024-01-31 +1 day' +%F", '2024-02-01'],
  ["-d '2024-03-01 1 day ago' +%F", '2024-02-29'],
  ["-d '2024-01-15 next month' +%F", '2024-02-15'],
  ["-d '2024-02-29 -1 year' +%F", '2023-03-01'],
  ["-d '2024-03-31 -1 month' +%F", '2024-03-02'],
  ["-d '2024-01-01 + 3 weeks' +%F", '2024-01-22'],
  ["-d '2024-01-01 5 days ago 2 hours' +'%F %T'", '2023-12-27 02:00:00'],
  ["-d '2024-05-05T10:20:30Z' +%s", '1714904430'],
  ["-d '2024-05-05T10:20:30+02:00' +%s", '1714897230'],
  ["-d 'Tue, 14 Nov 2023 22:13:20 +0000' +%s", '1700000000'],
  ["-d 'Tue Nov 14 22:13:20 UTC 2023' +%s", '1700000000'],
  ["-d '5 January 2024 13:14' +'%F %T'", '2024-01-05 13:14:00'],
  ["-d '2024-01-10 10:30 pm' +'%F %T'", '2024-01-10 22:30:00'],
  // A number with a sign behind a time of day is a zone.
  ["-d '2024-01-10 10:00 + 2 hours' +'%F %T'", '2024-01-10 09:00:00'],
  ['-d 01/10/2024 +%F', '2024-01-10'],
  ["-d @86400 +'%-d %-m %_H %k %03d'", '2 1  0  0 002'],
  [
    "-d @1700000000 +'%a %j %U %W %V %G %u %I %l %p %y %C %B %N %z %:z %Z %c'",
    'Tue 318 46 46 46 2023 2 10 10 PM 23 20 November 000000000 +0000 +00:00 UTC Tue Nov 14 22:13:20 2023',
  ],
  ['-d @1700000000', 'Tue Nov 14 22:13:20 UTC 2023'],
  ['-d @1700000000 -R', 'Tue, 14 Nov 2023 22:13:20 +0000'],
  ['-d @1700000000 -Iseconds', '2023-11-14T22:13:20+00:00'],
  ['-d @1700000000 --iso-8601', '2023-11-14'],
  ['-d @5 --rfc-3339=seconds', '1970-01-01 00:00:05+00:00'],
  ['-d @1700000000 +%s%3N', '1700000000000'],
  ['-d @1700000000 +%%F', '%F'],
];

describe('date', () => {
  it.each(OBSERVED)('%s', async (args, output) => {
    expect(await run(`date -u ${args}`)).toMatchObject({ out: `${output}\n`, exitCode: 0 });
  });

  it.each(['garbage', '2024-13-01', '2024-02-30', '1 parsec ago', '$(((', 'x'.repeat(100_000)])(
    'refuses what is no date',
    async (text) => {
      const ran = await run('date -d "$D"', { env: { D: text } });
      expect(ran).toMatchObject({ out: `date: invalid date '${text}'\n`, exitCode: 1 });
    },
  );

  it('counts from the clock of the build', async () => {
    expect((await run("date -u -d '1 day ago' +%F")).out).toBe('2026-07-03\n');
    expect((await run('date -u -d tomorrow +%F')).out).toBe('2026-07-05\n');
    expect((await run("sleep 90; date -u -d 'now' +%T")).out).toBe('14:27:30\n');
    expect((await run("date -u -d 'last friday' +%F; date -u -d monday +%F")).out).toBe(
      '2026-07-03\n2026-07-06\n',
    );
  });

  it('shows other zones', async () => {
    const show = (zone: string) => run(`TZ=${zone} date -d @1700000000 '+%H %z'`);
    expect((await show('America/New_York')).out).toBe('17 -0500\n');
    expect((await show('Asia/Kolkata')).out).toBe('03 +0530\n');
    expect((await show('Nowhere/City')).out).toBe('22 +0000\n');
  });
});
