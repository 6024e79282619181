import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { LeastPrivilege } from '../../../src/simulator/advice/types.ts';
import { refusedRun, site } from './fixture.ts';
import { adviceClient, show } from './show.tsx';

afterEach(cleanup);

const wide = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
};
const objects = 'arn:aws:s3:::acme-web-site/*';
const advice: LeastPrivilege = {
  role: 'web-build-role',
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: objects }],
  },
  used: [{ action: 's3:PutObject', resource: objects, calls: 3, denied: false }],
  excess: [
    {
      document: 'role:web-build-role/policy:Wide',
      path: ['Statement'],
      actions: ['s3:*'],
      resources: ['*'],
      reason: 'The run needed one action of s3.',
    },
  ],
};
/** The role has two policies; the run used a part of one. */
function privilege() {
  const run = refusedRun({ policies: { Site: site, Wide: wide } });
  const client = adviceClient();
  client.leastPrivilege = async () => ({ ok: true, value: advice });
  return show(run, run.events.length - 1, 'privilege', client);
}

describe('Least privilege', () => {
  it('lays the smallest policy beside the present one, line by line', async () => {
    privilege();
    const diff = await screen.findByRole('list', { name: /From the present policy/ });
    const kinds = within(diff)
      .getAllByRole('listitem')
      .map(({ dataset }) => dataset.kind);
    expect(kinds).toContain('removed');
    expect(kinds).toContain('added');
    expect(diff.textContent).toContain('added: "Action": "s3:PutObject"'.slice(7));
  });

  it('lists what is granted beyond use, with the reason and the way to the statement', async () => {
    const { session, user } = privilege();
    const region = await screen.findByRole('region', { name: 'Granted beyond use' });
    expect(region.textContent).toContain('The run needed one action of s3.');
    await user.click(within(region).getByRole('button', { name: 'Wide · its statement' }));
    expect(session.getState().current).toBe('role:web-build-role/policy:Wide');
    expect(session.getState().reveal).not.toBeNull();
  });

  it('puts the smallest policy in the place of all policies of the role, and back', async () => {
    const { session, user } = privilege();
    await user.click(await screen.findByRole('button', { name: 'Use this policy' }));
    await screen.findByText(/has the smallest policy now/);
    const policies = () => session.getState().scenario.roles?.['web-build-role']?.policies;
    expect(policies()).toEqual({ Site: advice.policy });
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText(/Taken back/);
    expect(policies()).toEqual({ Site: site, Wide: wide });
  });

  it('has kind words where the run used nothing of the role', async () => {
    const run = refusedRun();
    show(run, run.events.length - 1, 'privilege');
    expect(await screen.findByText(/No call of this run was allowed with/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Use this policy' })).toBeNull();
  });
});
