import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { refusedRun, site } from './fixture.ts';
import { adviceClient, seqOf, show } from './show.tsx';

afterEach(cleanup);

const id = 'role:web-build-role/policy:Site';
const denied = (run = refusedRun()) => show(run, seqOf(run, 's3:PutObject'));

describe('Fix it', () => {
  it('shows the smallest proven change, line by line, and changes nothing yet', async () => {
    const { session } = denied();
    const fix = await screen.findByRole('button', { name: 'Fix it: Add s3:PutObject to Site' });
    expect(fix.className).toContain('primary');
    const lines = within(screen.getByRole('list', { name: /Change of/ })).getAllByRole('listitem');
    const changed = lines.filter(
      ({ dataset }) => dataset.kind !== undefined && dataset.kind !== 'same',
    );
    expect(changed.map((line) => line.textContent?.replace(/\s+/g, ' '))).toEqual([
      '−removed: "Action": "s3:GetObject",',
      '+added: "Action": ["s3:GetObject", "s3:PutObject"],',
    ]);
    expect(session.getState().drafts).toEqual({});
  });

  it('saves the change, runs again, stays at the call, and says what came of it', async () => {
    const { at, player, session, user } = denied();
    await user.click(await screen.findByRole('button', { name: /^Fix it: / }));
    const said = await screen.findByText(/Saved, and the run was made again/);
    expect(said.closest('[role="status"]')?.textContent).toMatch(
      /Add s3:PutObject to Site.*s3:PutObject is allowed now, and the run goes on from here/,
    );
    expect(session.getState().documents.find((each) => each.id === id)?.text).toContain(
      '["s3:GetObject", "s3:PutObject"]',
    );
    expect(player.getState().recording.events[at()]?.key).toBe('s3:PutObject');
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'Decision of IAM' }).textContent).toContain(
        'Allowed · s3:PutObject',
      ),
    );
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Play on'));
  });

  it('is taken back with Undo', async () => {
    const { session, user } = denied();
    await user.click(await screen.findByRole('button', { name: /^Fix it: / }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText(/Taken back/);
    expect(session.getState().documents.find((each) => each.id === id)?.text).not.toContain(
      's3:PutObject',
    );
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('works by keyboard alone', async () => {
    const { user } = denied();
    (await screen.findByRole('button', { name: /^Fix it: / })).focus();
    await user.keyboard('{Enter}');
    await screen.findByText(/the run goes on from here/);
  });

  it('keeps the other proven ways in a disclosure, and shows the one that is chosen', async () => {
    const { user } = denied();
    const first = await screen.findByRole('button', { name: /^Fix it: / });
    const name = first.textContent;
    await user.click(screen.getByText(/other ways? that works?|Another way that works/));
    await user.click(screen.getAllByRole('button', { name: /^Show this one/ })[0]!);
    expect(screen.getByRole('button', { name: /^Fix it: / }).textContent).not.toBe(name);
  });

  it('says honestly when no policy edit helps', async () => {
    const client = adviceClient();
    const reason = 'A service control policy of the organization denies s3:PutObject.';
    client.fix = async () => ({ ok: true, value: { ok: false, reason } });
    const run = refusedRun();
    show(run, seqOf(run, 's3:PutObject'), 'why', client);
    expect(
      (await screen.findByText('No policy edit helps here.')).parentElement?.textContent,
    ).toContain(reason);
    expect(screen.queryByRole('button', { name: /^Fix it/ })).toBeNull();
  });

  it('is proven on what the editor holds: with a draft that allows it already, nothing is to be added twice', async () => {
    const run = refusedRun();
    const { session } = show(run, seqOf(run, 's3:PutObject'));
    const moved = { ...site, Statement: [{ ...site.Statement[0], Sid: 'Renamed' }] };
    session.getState().edit(id, JSON.stringify(moved));
    await screen.findByRole('button', { name: 'Fix it: Add s3:PutObject to Renamed' });
  });

  it('is not offered for a call that was allowed', async () => {
    const run = refusedRun();
    show(run, seqOf(run, 'sts:AssumeRole'));
    expect(screen.queryByRole('region', { name: 'How to fix it' })).toBeNull();
  });
});
