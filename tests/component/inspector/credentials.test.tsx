import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ApiCall, type Recording, worldAt } from '../../../src/simulator/read.ts';
import { Credentials } from '../../../src/studio/inspector/credentials/Credentials.tsx';
import { refusedRun } from './fixture.ts';
import { seqOf } from './show.tsx';

afterEach(cleanup);

/** The build takes a second role with `aws sts assume-role`, and uses it. */
function chained(): Recording {
  const run = refusedRun();
  const denied = run.events[seqOf(run, 's3:PutObject')]!;
  if (denied.type !== 'api.call') throw new Error('no call');
  const arn = 'arn:aws:sts::111122223333:assumed-role/deploy/from-build';
  const { errorCode: _, ...allowed } = denied.call;
  const call = (given: Partial<ApiCall>) => ({ ...allowed, ...given });
  const calls = [
    call({
      service: 'sts',
      operation: 'AssumeRole',
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::111122223333:role/deploy',
      details: { role: 'deploy', session: 'from-build', seconds: 900 },
      viaCommand: 'aws sts assume-role --role-arn … --role-session-name from-build',
      at: 2_600,
    }),
    call({
      operation: 'GetObject',
      credentials: 'ASIACHAINED',
      caller: { type: 'AssumedRole', arn, role: 'deploy', accessKeyId: 'ASIACHAINED' },
    }),
  ];
  const base = { at: 3_000, cause: null };
  const session = { accessKeyId: 'ASIACHAINED', holder: 'container:web-build' as const };
  const later = [
    { ...denied, ...base, call: calls[0]! },
    ...(['requested', 'active'] as const).map((state) => ({
      ...base,
      type: 'session.state' as const,
      accessKeyId: 'ASIACHAINED',
      role: 'deploy',
      roleArn: 'arn:aws:iam::111122223333:role/deploy',
      sessionName: 'from-build',
      state,
      ...(state === 'active' && { expiresAt: 3_000 + 900_000 }),
    })),
    { ...base, type: 'session.holder' as const, ...session },
    { ...denied, ...base, call: calls[1]! },
  ];
  const events = later.map((event, index) => ({
    ...event,
    seq: run.events.length + index,
    key: `late${index}`,
  }));
  return { ...run, events: [...run.events, ...events] };
}

const rowOf = (role: string) => screen.getByRole('button', { name: role }).closest('li')!;

describe('Credentials', () => {
  it('say which service asked, until when they are valid, and how much of it is left', () => {
    const run = refusedRun();
    render(<Credentials world={worldAt(run, seqOf(run, 'cmd0') + 1)} onLook={() => {}} />);
    const row = rowOf('web-build-role');
    expect(row.textContent).toContain('CodeBuild asked STS for them: the role trusts the service.');
    expect(row.textContent).toContain('59 min left');
    expect(row.textContent).toContain('1:00:01.0');
  });

  it('show the session that a command got from another session, and leads to its call', async () => {
    const run = chained();
    const onLook = vi.fn();
    render(<Credentials world={worldAt(run, run.events.length)} onLook={onLook} />);
    const row = rowOf('deploy');
    expect(row.textContent).toContain('A session of web-build-role asked STS for them.');
    expect(row.textContent).toMatch(/Chained from ASIAEXAMPLE: such a session lasts one hour/);
    expect(row.textContent).toContain('$ aws sts assume-role');
    expect(row.textContent).toContain('Held by the build container of web-build.');
    expect(row.textContent).toContain('ASIACHAINED');
    expect(row.textContent).toContain('15 min left');
    await userEvent.setup().click(within(row).getByRole('button', { name: /call to STS/ }));
    expect(onLook).toHaveBeenCalledWith(seqOf(run, 'late0'));
  });

  it('are kind about an empty list', () => {
    const run = refusedRun();
    render(<Credentials world={worldAt(run, 1)} onLook={() => {}} />);
    expect(screen.getByText(/Nobody has asked STS for credentials yet/)).toBeTruthy();
  });
});
