import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import { documentNamed, documentsOf, withDocument } from '../../../src/studio/session/documents.ts';
import { fakeSession, scenario, site } from './fixture.ts';

const policy = (sid: string) => ({ Version: '2012-10-17', Statement: [{ Sid: sid }] });
const text = (sid: string) => JSON.stringify(policy(sid));
const role = { trustPolicy: policy('trust'), policies: { Deploy: policy('deploy') } };
const levels = [{ name: 'Root', policies: [{ name: 'FullAWSAccess', document: policy('scp') }] }];

/** An organization, a second account, and policies on every kind of resource. */
const whole: Scenario = {
  ...scenario,
  account: { id: '111122223333', region: 'us-east-1' },
  roles: {
    bounded: { ...role, boundary: policy('boundary') },
    managed: { ...role, boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' },
  },
  resources: {
    buckets: { site: { policy: policy('bucket') }, plain: {} },
    repositories: { 'team/web': { policy: policy('repository') } },
    keys: { main: { policy: policy('key') } },
    secrets: { token: { policy: policy('secret') } },
    parameters: { '/app/url': { policy: policy('parameter') } },
  },
  organization: { serviceControl: levels, resourceControl: [] },
  accounts: {
    '444455556666': { roles: { deploy: role }, resources: { buckets: { far: { policy: {} } } } },
  },
};

describe('policies as documents', () => {
  it('are all there: of roles, boundaries, resources, the organization, other accounts', () => {
    const found = documentsOf(whole)
      .filter(({ group }) => group === 'policy' || group === 'trust')
      .map(({ id }) => id);
    expect(found).toEqual([
      'role:bounded/policy:Deploy',
      'role:managed/policy:Deploy',
      'role:444455556666/deploy/policy:Deploy',
      'role:bounded/boundary',
      'bucket:site/policy',
      'repository:team/web/policy',
      'key:main/policy',
      'secret:token/policy',
      'parameter:/app/url/policy',
      'bucket:far/policy',
      'scp:Root/FullAWSAccess',
      'trust:bounded',
      'trust:managed',
      'trust:444455556666/deploy',
    ]);
  });

  it('go back into the scenario, each to its own place and nowhere else', () => {
    for (const { id, kind } of documentsOf(whole)) {
      if (kind === undefined || !kind.endsWith('Policy')) continue;
      const changed = withDocument(whole, id, text('changed'));
      expect(changed, id).not.toBeNull();
      const differing = documentsOf(changed!).filter(
        (each, index) => each.text !== documentsOf(whole)[index]?.text,
      );
      expect(differing.map((each) => each.id)).toEqual([id]);
    }
  });

  it('can be new where their owner exists, and not where it does not', () => {
    expect(
      withDocument(whole, 'role:bounded/policy:New', text('new'))?.roles?.bounded?.policies,
    ).toEqual({ Deploy: policy('deploy'), New: policy('new') });
    expect(
      withDocument(whole, 'bucket:plain/policy', text('new'))?.resources?.buckets?.plain,
    ).toEqual({
      policy: policy('new'),
    });
    for (const id of ['role:nobody/policy:New', 'bucket:none/policy', 'role:__proto__/boundary'])
      expect(withDocument(whole, id, text('new')), id).toBeNull();
    expect(withDocument(whole, 'scp:Root/Other', text('new'))).toBeNull();
  });

  it('are found by the name that a decision has for them', () => {
    expect(documentNamed(documentsOf(whole), 'FullAWSAccess')?.id).toBe('scp:Root/FullAWSAccess');
  });
});

describe('texts that are adopted', () => {
  it('are saved and run at once, and tell what was there before', async () => {
    const { store, client } = fakeSession();
    const second = 'role:web-build-role/policy:Second';
    const before = await store.getState().adopt({ [second]: text('second') }, [site]);
    expect(before).toEqual({
      [second]: '',
      [site]: documentsOf(scenario).find(({ id }) => id === site)?.text,
    });
    const role = store.getState().scenario.roles?.['web-build-role'];
    expect(role?.policies).toEqual({ Second: policy('second') });
    expect(client.simulate).toHaveBeenCalledTimes(1);
  });

  it('survive a reload, with the policies that were taken away', async () => {
    const first = fakeSession();
    await first.store.getState().adopt({}, [site]);
    const again = fakeSession(first.storage);
    await again.store.getState().open(scenario);
    expect(again.store.getState().scenario.roles?.['web-build-role']?.policies).toEqual({});
  });

  it('are refused as typed ones are', async () => {
    const { store } = fakeSession();
    expect(await store.getState().adopt({ [site]: '{"bad": 1}' })).toBeNull();
    expect(store.getState().refused[site]?.code).toBe('MalformedPolicyDocument');
  });
});
