import { describe, expect, it, vi } from 'vitest';
import { documentsOf, withDocument } from '../../../src/studio/session/documents.ts';
import { isEdited, textOf } from '../../../src/studio/session/store.ts';
import { fakeClient, fakeSession, memoryStore, scenario, site } from './fixture.ts';

const good = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}';

describe('documents', () => {
  it('finds every text of the scenario, the buildspec where the project says it is', () => {
    expect(documentsOf(scenario).map(({ id, group }) => `${group} ${id}`)).toEqual([
      'buildspec buildspec',
      `policy ${site}`,
      'policy bucket:acme-web-site/policy',
      'trust trust:web-build-role',
      'pipeline pipeline',
      'project project:web-build',
      'repo file:package.json',
    ]);
    const project = scenario.projects['web-build']!;
    const inline = {
      ...project,
      source: { type: 'CODEPIPELINE', buildspec: 'version: 0.2\nphases: {}' },
    };
    const elsewhere = { ...project, source: { type: 'CODEPIPELINE', buildspec: 'ci/build.yml' } };
    const first = (p: typeof inline) =>
      documentsOf({ ...scenario, projects: { 'web-build': p } })[0];
    expect(first(inline)?.text).toBe('version: 0.2\nphases: {}');
    expect(first(elsewhere)).toMatchObject({ label: 'ci/build.yml', text: '' });
  });

  it('puts each text back where it came from', () => {
    for (const { id, text, language, kind } of documentsOf(scenario)) {
      const edited = language === 'json' && kind ? text.replace('{', '{"X": 1,') : `${text}# more`;
      const next = withDocument(scenario, id, edited);
      expect(next, id).not.toBeNull();
      expect(next, id).not.toEqual(scenario);
      expect(
        documentsOf(next!).filter((d, i) => d.text !== documentsOf(scenario)[i]?.text),
        id,
      ).toHaveLength(1);
    }
  });

  it('takes what the AWS CLI prints around a pipeline and a project', () => {
    const pipeline = { ...scenario.pipeline, name: 'pasted' };
    const printed = JSON.stringify({ pipeline, metadata: {} });
    expect(withDocument(scenario, 'pipeline', printed)?.pipeline.name).toBe('pasted');
    const project = { ...scenario.projects['web-build'], timeoutInMinutes: 7 };
    const listed = JSON.stringify({ projects: [project], projectsNotFound: [] });
    const next = withDocument(scenario, 'project:web-build', listed);
    expect(next?.projects['web-build']?.timeoutInMinutes).toBe(7);
  });

  it.each([
    'nothing',
    'role:x/policy:y',
    'trust:toString',
    'file:../etc',
    '__proto__',
    'constructor:x',
  ])('knows no document %s', (id) => expect(withDocument(scenario, id, '{}')).toBeNull());
});

describe('session', () => {
  it('keeps an edit as a draft until it is saved', async () => {
    const { store, load } = fakeSession();
    store.getState().edit('buildspec', 'version: 0.1\n');
    expect(textOf(store.getState(), 'buildspec')).toBe('version: 0.1\n');
    expect(store.getState().scenario).toBe(scenario);
    await store.getState().save();
    expect(store.getState().scenario.repository.files['buildspec.yml']).toBe('version: 0.1\n');
    expect(store.getState().drafts).toEqual({});
    expect(store.getState().run).toBe('fresh');
    expect(load).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ scenario: store.getState().scenario }),
      { keepPlace: true },
    );
  });

  it('leaves the last good policy in force when IAM would refuse the new one', async () => {
    const { store, client } = fakeSession();
    const { edit, save } = store.getState();
    edit(site, good);
    await save();
    edit(site, '{"bad":1}');
    edit('file:package.json', '{"name":"web"}');
    await save();
    const state = store.getState();
    expect(state.refused[site]).toEqual({
      code: 'MalformedPolicyDocument',
      message: 'Syntax errors in policy.',
    });
    expect(state.scenario.roles?.['web-build-role']?.policies.Site).toEqual(JSON.parse(good));
    expect(state.drafts).toEqual({ [site]: '{"bad":1}' });
    expect(state.scenario.repository.files['package.json']).toBe('{"name":"web"}');
    expect(client.simulate).toHaveBeenLastCalledWith(state.scenario);
    edit(site, good.replace('Deny', 'Allow'));
    expect(store.getState().refused).toEqual({});
  });

  it('puts a broken buildspec in force, so that the run fails as at AWS', async () => {
    const { store } = fakeSession();
    store.getState().edit('buildspec', 'bad: [');
    await store.getState().save();
    expect(store.getState().scenario.repository.files['buildspec.yml']).toBe('bad: [');
    expect(store.getState().diagnostics.buildspec?.[0]?.code).toBe('YAML_FILE_ERROR');
    expect(store.getState().refused).toEqual({});
  });

  it('keeps the layout of a saved policy as it was typed', async () => {
    const { store } = fakeSession();
    store.getState().edit(site, good);
    await store.getState().save();
    expect(textOf(store.getState(), site)).toBe(good);
  });

  it('has diagnostics for a draft soon after the last key', async () => {
    const { store } = fakeSession();
    store.getState().edit(site, '{"bad"');
    await vi.waitFor(() => expect(store.getState().diagnostics[site]).toHaveLength(1));
    expect(store.getState().scenario).toBe(scenario);
  });

  it('brings drafts and saved texts back after a reload, and runs anew', async () => {
    const storage = memoryStore();
    const before = fakeSession(storage).store;
    before.getState().edit('buildspec', 'version: 0.1\n');
    await before.getState().save();
    before.getState().edit(site, '{"half');
    const { store, client, load } = fakeSession(storage);
    await store.getState().open(scenario);
    expect(textOf(store.getState(), site)).toBe('{"half');
    expect(store.getState().scenario.repository.files['buildspec.yml']).toBe('version: 0.1\n');
    expect(client.simulate).toHaveBeenCalledOnce();
    expect(load).toHaveBeenCalledOnce();
  });

  it('runs nothing for an untouched scenario', async () => {
    const { store, client } = fakeSession();
    await store.getState().open(scenario);
    expect(client.simulate).not.toHaveBeenCalled();
    expect(store.getState().run).toBe('built-in');
  });

  it.each([
    'not json',
    'null',
    '{"saved":7,"drafts":[1],"projects":{"a":1}}',
    '{"drafts":{"gone":"x","buildspec":3}}',
    '{"saved":{"__proto__":"x","role:x/policy:y":"{}"},"drafts":{}}',
  ])('ignores a store that holds %s', async (text) => {
    const storage = memoryStore();
    storage.setItem('pipeglass:1:small', text);
    const { store } = fakeSession(storage);
    await store.getState().open(scenario);
    expect(isEdited(store.getState())).toBe(false);
    expect(store.getState().drafts).toEqual({});
  });

  it('works with a store that throws, and with none', async () => {
    const broken = {
      getItem: () => {
        throw new Error();
      },
      setItem: () => {
        throw new Error();
      },
    };
    for (const storage of [broken as unknown as Storage, null]) {
      const { store } = fakeSession(storage);
      await store.getState().open(scenario);
      store.getState().edit('buildspec', 'version: 0.1');
      await store.getState().save();
      expect(store.getState().run).toBe('fresh');
    }
  });

  it('says so when the run failed, and the next one works', async () => {
    const client = fakeClient();
    const failure = { code: 'timeout', message: 'too long' } as const;
    client.simulate.mockResolvedValueOnce({ ok: false, failure });
    const { store, load } = fakeSession(memoryStore(), client);
    await store.getState().save();
    expect(store.getState().run).toEqual({ error: 'too long' });
    expect(load).not.toHaveBeenCalled();
    await store.getState().save();
    expect(store.getState().run).toBe('fresh');
  });

  it('saves nothing when the parser gives no answer', async () => {
    const client = fakeClient();
    client.parse = async () => ({ ok: false, failure: { code: 'crashed', message: '' } });
    const { store } = fakeSession(memoryStore(), client);
    store.getState().edit(site, good);
    await store.getState().save();
    expect(store.getState().scenario).toBe(scenario);
    expect(store.getState().drafts[site]).toBe(good);
    expect(store.getState().run).toHaveProperty('error');
  });

  it('saves a CodeBuild project before the push', async () => {
    const { store } = fakeSession();
    await store.getState().saveProject('web-build');
    await store.getState().saveProject('web-build');
    expect(store.getState().scenario.interventions).toEqual([
      { when: { at: 0 }, type: 'updateProject', project: 'web-build' },
      { when: { at: 0 }, type: 'push' },
    ]);
    await store.getState().reset('project:web-build');
    expect(store.getState().scenario).toEqual(scenario);
  });

  it('goes back to the built-in text of one document, or of all', async () => {
    const { store, client } = fakeSession();
    const { edit, save, reset } = store.getState();
    edit('buildspec', 'version: 0.1');
    edit(site, good);
    await save();
    edit('file:package.json', 'draft');
    await reset(site);
    expect(textOf(store.getState(), site)).toBe(documentsOf(scenario)[1]?.text);
    expect(store.getState().drafts).toEqual({ 'file:package.json': 'draft' });
    expect(textOf(store.getState(), 'buildspec')).toBe('version: 0.1');
    await reset();
    expect(store.getState().scenario).toEqual(scenario);
    expect(store.getState().drafts).toEqual({});
    expect(client.simulate).toHaveBeenCalledTimes(3);
  });

  it('runs a scenario of which there is no recording, though nothing in it is changed', async () => {
    const { client, store } = fakeSession();
    await store.getState().open(scenario);
    expect(client.simulate).not.toHaveBeenCalled();
    const whole = { ...scenario, id: 'of-my-own' };
    await store.getState().open(whole, { slot: 'link:2', unrecorded: true });
    expect(client.simulate).toHaveBeenCalledWith(whole);
    expect(isEdited(store.getState())).toBe(false);
  });

  it('resets a shared scenario to the built-in one', async () => {
    const shared = withDocument(withDocument(scenario, site, good)!, 'buildspec', 'shared: true')!;
    const { store } = fakeSession();
    await store.getState().open(shared, { base: scenario, slot: 'link:1' });
    expect(isEdited(store.getState())).toBe(true);
    await store.getState().reset(site);
    expect(textOf(store.getState(), 'buildspec')).toBe('shared: true');
    expect(store.getState().scenario.roles).toEqual(scenario.roles);
    await store.getState().reset();
    expect(isEdited(store.getState())).toBe(false);
  });

  it('keeps the drafts of two scenarios apart', async () => {
    const { store } = fakeSession();
    store.getState().edit('buildspec', 'draft of small');
    await store.getState().open({ ...scenario, id: 'other' });
    expect(store.getState().drafts).toEqual({});
    await store.getState().open(scenario);
    expect(textOf(store.getState(), 'buildspec')).toBe('draft of small');
  });

  it('ignores an edit of a document that is not there', () => {
    const { store } = fakeSession();
    store.getState().edit('file:none', 'x');
    expect(store.getState().drafts).toEqual({});
  });
});
