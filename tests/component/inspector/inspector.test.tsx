import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { refusedRun, site, trust } from './fixture.ts';
import { seqOf, show } from './show.tsx';

afterEach(cleanup);

describe('Why', () => {
  it('shows the verdict about a refused call and the row of each policy', () => {
    const run = refusedRun();
    show(run, seqOf(run, 's3:PutObject'));
    const decision = screen.getByRole('region', { name: 'Decision of IAM' });
    expect(decision.textContent).toContain('Implicitly denied · s3:PutObject');
    expect(decision.textContent).toContain('arn:aws:s3:::acme-web-site/index.html');
    const tree = within(decision).getByRole('list', { name: 'Layers of policies' });
    const layer = within(tree).getByText('Role policy').closest('li');
    expect(layer?.textContent).toContain('nothing allows it');
    expect(layer?.textContent).toContain('◆ decided');
    const row = within(tree).getByText('action s3:GetObject ≠ s3:PutObject').closest('li');
    expect(row?.dataset).toMatchObject({ matched: 'false', effect: 'Allow', mark: 'true' });
    expect(row?.textContent).toContain('◇ came nearest');
    const element = within(row!).getByText('Action').closest('li');
    expect(element?.textContent).toContain('does not match: ');
    expect(element?.textContent).toContain('policys3:GetObjectrequests3:PutObject');
  });

  it('opens the policy at the statement that came nearest', async () => {
    const run = refusedRun();
    const { session, user } = show(run, seqOf(run, 's3:PutObject'));
    await user.click(screen.getByRole('button', { name: 'Open statement' }));
    const { current, reveal, wanted } = session.getState();
    expect(current).toBe('role:web-build-role/policy:Site');
    expect(reveal?.range).toMatchObject({ startLine: 4, endLine: 9 });
    expect(wanted).toEqual({ pane: 'editors' });
  });

  it('explains the refused call where only its consequence is at the playhead', async () => {
    const run = refusedRun();
    const { at, user } = show(run, seqOf(run, 'end'));
    expect(screen.getByRole('region', { name: 'Decision of IAM' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go to the call' }));
    expect(at()).toBe(seqOf(run, 's3:PutObject'));
  });

  it('does not blame an earlier, granted call', () => {
    const run = refusedRun();
    show(run, seqOf(run, 'cmd0'));
    expect(screen.queryByRole('region', { name: 'Decision of IAM' })).toBeNull();
  });

  it('says that an explicit Deny won over an Allow', () => {
    const allow = { ...site.Statement[0], Action: 's3:*' };
    const deny = { Sid: 'Never', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
    const policies = { Site: { ...site, Statement: [allow, deny] } };
    const run = refusedRun({ policies });
    show(run, seqOf(run, 's3:PutObject'));
    expect(screen.getByText('Explicitly denied')).toBeTruthy();
    expect(screen.getByText(/The explicit Deny won/)).toBeTruthy();
  });

  it('says that trust decided, and opens the trust policy', async () => {
    const run = refusedRun();
    const { session, user } = show(run, seqOf(run, 'sts:AssumeRole'));
    expect(screen.getByText(/Trust decided here, not permission/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open statement of the trust policy' }));
    expect(session.getState().current).toBe('trust:web-build-role');
    expect(trust.Statement).toHaveLength(1);
  });

  it('leads back along the chain of causes, and to the lines', async () => {
    const run = refusedRun();
    const { at, session, user } = show(run, seqOf(run, 's3:PutObject'));
    const causes = screen.getAllByRole('listitem').filter((item) => item.closest('.chain'));
    await user.click(within(causes[0]!).getAllByRole('button')[0]!);
    expect(at()).toBe(seqOf(run, 'cmd0'));
    await user.click(screen.getAllByRole('button', { name: 'buildspec.yml, line 1' })[0]!);
    expect(session.getState().reveal?.document).toBe('buildspec');
  });

  it('has something to say before the first event', () => {
    show(refusedRun(), -1);
    expect(screen.getByText(/Nothing has happened yet/)).toBeTruthy();
  });
});

describe('inspector tabs', () => {
  it('are one tab stop, moved with the arrow keys', async () => {
    const { user, session } = show(refusedRun(), 3);
    const tabs = screen.getAllByRole('tab');
    expect(tabs.filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
    tabs[0]!.focus();
    await user.keyboard('{ArrowRight}');
    expect(session.getState().tab).toBe('logs');
    expect(document.activeElement).toBe(tabs[1]);
    await user.keyboard('{End}');
    expect(session.getState().tab).toBe('machines');
    await user.keyboard('{ArrowRight}');
    expect(session.getState().tab).toBe('why');
  });

  it('list the calls up to the playhead, and lead from a call to Why', async () => {
    const run = refusedRun();
    const { at, session, user } = show(run, seqOf(run, 'cmd0'), 'calls');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'sts:AssumeRole' }));
    expect(at()).toBe(seqOf(run, 'sts:AssumeRole'));
    expect(session.getState().tab).toBe('why');
  });

  it('say who holds the credentials, and when nobody does any more', () => {
    const run = refusedRun();
    show(run, seqOf(run, 'cmd0'), 'credentials');
    expect(screen.getByText('Held by the build container of web-build.')).toBeTruthy();
    cleanup();
    show(run, run.events.length - 1, 'credentials');
    expect(screen.getByText(/Nobody holds them any more.*until 1:00:01.0/)).toBeTruthy();
  });

  it('light the active states of a machine', () => {
    const run = refusedRun();
    show(run, seqOf(run, 'cmd0'), 'machines');
    const build = screen.getByRole('region', { name: 'Build' });
    const lit = [...build.querySelectorAll('[data-active="true"] > .chart-name')];
    expect(lit.map((name) => name.textContent)).toEqual([
      'IN_PROGRESS (active)',
      'phases (active)',
      'POST_BUILD (active)',
    ]);
  });
});
