import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildLogs, rowsAt, textAt } from '../../../src/studio/inspector/log/buildLogs.ts';
import { itemsOf } from '../../../src/studio/inspector/log/items.ts';
import { cutAt, patternOf, rowsWith } from '../../../src/studio/inspector/log/search.ts';
import { fileNameOf, textOf } from '../../../src/studio/inspector/log/text.ts';
import { refusedRun } from './fixture.ts';
import { longRun, lostRun } from './logRuns.ts';
import { seqOf, show } from './show.tsx';

afterEach(cleanup);

const build = 'web-build:1';
const logOf = (run = refusedRun()) => buildLogs(run).get(build)!;
const level = (row: HTMLElement) => row.getAttribute('aria-level');
const open = (run = refusedRun(), seq = run.events.length - 1) => ({
  ...show(run, seq, 'logs'),
  run,
});

describe('rows of a log', () => {
  it('join the pieces of a line and keep empty lines', () => {
    expect(logOf().rows.map(({ text }) => text)).toEqual([
      '[Container] Entering phase POST_BUILD',
      'upload failed: AccessDenied',
      '',
      '[Container] Phase complete: POST_BUILD State: FAILED',
    ]);
  });

  it('are made once for a recording; the position only decides how many are shown', () => {
    const run = refusedRun();
    expect(logOf(run)).toBe(logOf(run));
    const log = logOf(run);
    expect(rowsAt(log, 0)).toBe(0);
    expect(rowsAt(log, seqOf(run, 'out'))).toBe(1);
    expect(rowsAt(log, seqOf(run, 'out') + 1)).toBe(2);
    expect(rowsAt(log, run.events.length)).toBe(4);
  });

  it('show a line that is written in parts as far as it is written', () => {
    const run = refusedRun();
    const row = logOf(run).rows[1]!;
    expect(textAt(row, seqOf(run, 'out') + 1)).toBe('upload failed: ');
    expect(textAt(row, seqOf(run, 'out') + 2)).toBe('upload failed: AccessDenied');
  });

  it('stand in sections, one for each phase, with the exit code that ended it', () => {
    const { sections } = logOf();
    expect(sections).toMatchObject([
      { phase: 'POST_BUILD', phaseIndex: 0, first: 0, end: 4, failure: { exitCode: 1 } },
    ]);
  });

  it('leave out closed sections, and what CloudWatch never got', () => {
    const log = logOf();
    const shown = { count: 4, folded: new Set<number>(), lost: false };
    expect(itemsOf(log, shown)).toEqual([-1, 0, 1, 2, 3]);
    expect(itemsOf(log, { ...shown, folded: new Set([0]) })).toEqual([-1]);
    expect(itemsOf(logOf(lostRun()), { ...shown, count: 9 })).toEqual([]);
  });
});

describe('search in a log', () => {
  it('takes what is typed as words, not as an expression', () => {
    const { rows } = logOf();
    expect(rowsWith(rows, patternOf('accessdenied', false))).toEqual([1]);
    expect(rowsWith(rows, patternOf('accessdenied', true))).toEqual([]);
    expect(rowsWith(rows, patternOf('(a+)+$[', false))).toEqual([]);
    expect(rowsWith(rows, patternOf('', false))).toEqual([]);
    expect(cutAt('a.b.c', patternOf('.', false))).toEqual(['a', '.', 'b', '.', 'c']);
  });
});

describe('a log to take away', () => {
  it('is what CloudWatch has at the playhead, under the name of its stream', () => {
    const run = refusedRun();
    const log = logOf(run);
    expect(fileNameOf({ ...log, stream: '../a b' })).toBe('.._a_b.txt');
    expect(fileNameOf(log)).toBe('1.txt');
    expect(textOf(log, seqOf(run, 'out') + 1)).toBe(
      '[Container] Entering phase POST_BUILD\nupload failed: \n',
    );
    expect(textOf(logOf(lostRun()), 99)).toBe('');
  });
});

describe('log', () => {
  it('shows its lines by phase; a click leads to the moment of a line and keeps the later ones', async () => {
    const { at, run, user, player } = open();
    const rows = screen.getAllByRole('row').filter((row) => level(row) === '2');
    expect(rows.map((line) => line.dataset.failed)).toEqual(['false', 'true', 'false', 'true']);
    expect(rows[1]!.textContent).toContain('failed, standard error: ');
    const head = screen.getAllByRole('row').find((row) => level(row) === '1')!;
    expect(head.textContent).toMatch(/POST_BUILD.*FAILED.*exit 1.*500 ms/);
    expect(screen.getByText('assumed: the upload is not measured')).toBeTruthy();
    await user.click(rows[1]!);
    expect(at()).toBe(seqOf(run, 'out'));
    expect(player.getState().position).toBe(seqOf(run, 'out') + 1);
    const after = screen.getAllByRole('row').filter((row) => level(row) === '2');
    expect(after.map((line) => line.dataset.later)).toEqual(['false', 'false', 'true', 'true']);
    await user.click(screen.getByRole('button', { name: 'Later' }));
    expect(screen.getAllByRole('row')).toHaveLength(3);
  });

  it('is one tab stop; arrow keys lead from line to line and open and close phases', async () => {
    const { at, run, user } = open();
    const grid = screen.getByRole('treegrid', { name: `Log of build ${build}` });
    expect(grid.getAttribute('aria-rowcount')).toBe('5');
    grid.focus();
    await user.keyboard('{Home}{ArrowLeft}');
    expect(screen.getAllByRole('row')).toHaveLength(1);
    expect(screen.getByRole('row').getAttribute('aria-expanded')).toBe('false');
    await user.keyboard('{ArrowRight}{ArrowDown}{Enter}');
    const first = screen.getAllByRole('row')[1]!;
    expect(grid.getAttribute('aria-activedescendant')).toBe(first.id);
    expect(run.events[at()]?.type).toBe('log');
  });

  it('finds words, tells how many lines have them, and goes from one to the next', async () => {
    const { user } = open();
    screen.getByRole('treegrid').focus();
    await user.keyboard('/');
    const field = screen.getByRole('textbox', { name: 'Search this log' });
    expect(document.activeElement).toBe(field);
    await user.keyboard('post_build');
    const count = screen.getByRole('status', { name: 'Lines found' });
    expect(count.textContent).toBe('1 of 2');
    const found = () => screen.getAllByRole('row').findIndex((row) => row.dataset.found === 'true');
    expect(found()).toBe(1);
    await user.keyboard('{Enter}');
    expect(found()).toBe(4);
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(found()).toBe(1);
    expect(document.querySelectorAll('mark')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Match case' }));
    expect(count.textContent).toBe('no line');
    field.focus();
    await user.keyboard('{Escape}');
    expect(document.querySelectorAll('mark')).toHaveLength(0);
    expect(document.activeElement).toBe(screen.getByRole('treegrid'));
  });

  it('copies the line it stands on, and downloads the whole', async () => {
    const { user } = open();
    const grid = screen.getByRole('treegrid');
    grid.focus();
    await user.keyboard('{Home}{ArrowDown}{ArrowDown}');
    const setData = vi.fn();
    fireEvent.copy(grid, { clipboardData: { setData } });
    expect(setData).toHaveBeenCalledWith('text/plain', 'upload failed: AccessDenied');
    await user.click(screen.getByRole('button', { name: 'Copy the log' }));
    expect(await navigator.clipboard.readText()).toMatch(/^\[Container\] Entering[\s\S]*FAILED\n$/);
  });

  it('says why there is no log, and shows on demand what was lost', async () => {
    const { user } = open(lostRun());
    const told = screen.getByRole('region', { name: 'Why the log is missing' });
    expect(told.textContent).toContain('CloudWatch never got this log.');
    expect(told.textContent).toContain('web-build-role may not: logs:PutLogEvents was refused');
    expect(screen.queryByRole('treegrid')).toBeNull();
    await user.click(within(told).getByRole('button', { name: 'Show the 2 lines that were lost' }));
    expect(screen.getAllByRole('row')[1]!.textContent).toContain('never reached CloudWatch');
  });

  it('keeps only the rows in view in the document, however long the log', () => {
    open(longRun(10_000));
    expect(screen.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(120);
  });

  it('says before the first build that there is none', () => {
    show(refusedRun(), -1, 'logs');
    expect(screen.getByText(/No build has started yet/)).toBeTruthy();
  });
});
