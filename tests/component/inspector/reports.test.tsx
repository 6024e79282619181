import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Report, TestCase } from '../../../src/simulator/read.ts';
import { figuresOf, percent, share } from '../../../src/studio/inspector/reports/figures.ts';
import { ReportList } from '../../../src/studio/inspector/reports/Reports.tsx';
import { refusedRun } from './fixture.ts';
import { show } from './show.tsx';

afterEach(cleanup);

const test = (name: string, more: Partial<TestCase> = {}): TestCase => ({
  ...{ prefix: 'web.home', name, status: 'SUCCEEDED', durationInNanoSeconds: 200_000_000 },
  ...more,
});
const unit: Report = {
  arn: 'arn:aws:codebuild:us-east-1:111122223333:report/web-build-unit:1',
  reportGroup: 'web-build-unit',
  type: 'TEST',
  status: 'FAILED',
  created: 21_000,
  files: ['r/junit.xml'],
  testCases: [
    test('shows the headline'),
    test('links to the shop', { status: 'FAILED', message: 'expected 200, got 404' }),
    test('adds up', { status: 'SKIPPED', prefix: 'web.cart', durationInNanoSeconds: 0 }),
  ],
  total: 3,
};
const coverage: Report = {
  ...unit,
  arn: `${unit.arn}2`,
  reportGroup: 'web-build-coverage',
  type: 'CODE_COVERAGE',
  status: 'SUCCEEDED',
  testCases: [],
  total: 0,
  coverage: [
    { path: 'a.js', linesCovered: 9, linesMissed: 1, branchesCovered: 0, branchesMissed: 0 },
    { path: 'b.js', linesCovered: 1, linesMissed: 3, branchesCovered: 1, branchesMissed: 1 },
  ],
};
const names = () =>
  screen.getAllByRole('rowheader').map((cell) => cell.firstChild?.textContent ?? '');

describe('test report', () => {
  it('sums up, and puts what failed first with its message', () => {
    render(<ReportList reports={[unit]} />);
    const report = screen.getByRole('region', { name: 'Report web-build-unit' });
    expect(report.textContent).toContain('33.3 % passed3 test cases, 400 ms');
    expect(report.textContent).toContain('1 failed');
    expect(names()).toEqual(['links to the shop', 'adds up', 'shows the headline']);
    expect(within(report).getByText('expected 200, got 404')).toBeTruthy();
  });

  it('filters by words and by status', async () => {
    const user = userEvent.setup();
    render(<ReportList reports={[unit]} />);
    const field = screen.getByRole('textbox', { name: 'Filter test cases' });
    await user.type(field, 'CART');
    expect(names()).toEqual(['adds up']);
    await user.clear(field);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'FAILED');
    expect(names()).toEqual(['links to the shop']);
  });

  it('shows long reports page by page and says what was only counted', async () => {
    const testCases = Array.from({ length: 500 }, (_, n) => test(`case ${n}`));
    const user = userEvent.setup();
    render(<ReportList reports={[{ ...unit, testCases, total: 712 }]} />);
    expect(names()).toHaveLength(100);
    await user.click(screen.getByRole('button', { name: 'Show 100 more of 500' }));
    expect(names()).toHaveLength(200);
    expect(screen.getByText(/212 more were in the files/)).toBeTruthy();
  });

  it('never rounds up to all', () => {
    expect(percent(share(9_999, 1))).toBe('99.9 %');
    expect(percent(share(1, 0))).toBe('100 %');
    expect(percent(figuresOf({ ...unit, testCases: [] }).passRate)).toBe('–');
  });
});

describe('coverage report', () => {
  it('shows lines and branches of all and of each file, the least covered first', async () => {
    const user = userEvent.setup();
    render(<ReportList reports={[unit, coverage]} />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Report' }), coverage.arn);
    expect(names()).toEqual(['b.js', 'a.js']);
    expect(screen.getByText('10 of 14')).toBeTruthy();
    expect(screen.getByRole('row', { name: /a\.js/ }).textContent).toContain('90 %–');
  });
});

describe('reports view', () => {
  it('is honest where there is none', () => {
    const run = refusedRun();
    show(run, run.events.length - 1, 'reports');
    expect(screen.getByText('This build has made no report.')).toBeTruthy();
  });
});
