import { InMemoryFs } from 'just-bash/browser';
import { describe, expect, it } from 'vitest';
import { linksIn, unzip } from '../../../src/simulator/cloud/zip.ts';
import type { BuildRun } from '../../../src/simulator/codebuild/buildRun.ts';
import {
  type ArtifactSettings,
  artifactKey,
  uploadProjectArtifact,
} from '../../../src/simulator/codebuild/projectArtifacts.ts';
import type { Simulation } from '../../../src/simulator/engine/simulation.ts';
import type { Trace } from '../../../src/simulator/recording/types.ts';

const spec = {
  files: ['**/*'],
  'discard-paths': false,
  'exclude-paths': [],
  'enable-symlinks': false,
};

/** A build with two files, and what it asks of S3. */
async function upload(o: {
  settings: ArtifactSettings;
  more?: object;
  links?: Record<string, string>;
  project?: object;
  region?: string;
  refused?: { code: string; message: string; status: number };
}) {
  const puts: Record<string, unknown>[] = [];
  const fs = new InMemoryFs({ '/src/a.txt': 'a', '/src/b/c.txt': 'c' });
  for (const [path, target] of Object.entries(o.links ?? {})) await fs.symlink(target, path);
  const sim = {
    ids: { text: () => 'ID' },
    clock: { now: () => 0 },
    scenario: { account: { id: '111122223333', region: 'us-east-1' } },
    door: {
      state: { buckets: new Map([['out', { region: o.region ?? 'us-east-1' }]]) },
      call: async (_: unknown, { params }: { params: Record<string, unknown> }) => {
        puts.push(params);
        return o.refused === undefined
          ? { ok: true, output: {}, seq: 1 }
          : { ok: false, error: o.refused, seq: 1 };
      },
    },
  } as unknown as Simulation;
  const run = {
    uuid: 'uuid',
    arn: 'arn:build',
    project: { name: 'shop-build', ...o.project },
    session: { accessKeyId: 'ASIA', expiresAt: Number.MAX_SAFE_INTEGER },
    log: { agent: () => undefined },
    source: {
      directory: '/src',
      shell: {
        fs,
        expand: async (text: string) => text.replace('$(date +%F)', '2026-07-14'),
      },
    },
  } as unknown as BuildRun;
  const trace = { after: () => undefined, scope: 's' } as unknown as Trace;
  const result = await uploadProjectArtifact(sim, run, trace, {
    settings: o.settings,
    spec: { ...spec, ...o.more },
  });
  return { result, puts, keys: puts.map(({ Key }) => Key) };
}

describe('artifacts of a build that no pipeline started', () => {
  it('are files below path and name, or one zip', async () => {
    const settings = { type: 'S3', location: 'out', path: '/site/', name: 'web' };
    expect((await upload({ settings })).keys).toEqual(['site/web/a.txt', 'site/web/b/c.txt']);
    const zipped = await upload({ settings: { ...settings, packaging: 'ZIP' } });
    expect(zipped.keys).toEqual(['site/web']);
    expect(Object.keys(unzip(zipped.puts[0]?.Body as Uint8Array))).toEqual(['a.txt', 'b/c.txt']);
    expect((await upload({ settings: { type: 'S3', location: 'out', name: '/' } })).keys).toEqual([
      'a.txt',
      'b/c.txt',
    ]);
  });

  it('keep symbolic links in a zip, where the buildspec enables them', async () => {
    const settings = { type: 'S3', location: 'out', path: 'site', name: 'web' };
    const links = { '/src/b/link': '../a.txt' };
    const more = { 'enable-symlinks': true };
    const body = async (o: object) =>
      (await upload({ settings: { ...settings, packaging: 'ZIP' }, links, ...o })).puts[0]
        ?.Body as Uint8Array;
    const text = (archive: Uint8Array) => new TextDecoder().decode(unzip(archive)['b/link']);
    expect([...linksIn(await body({ more }))]).toEqual(['b/link']);
    expect(text(await body({ more }))).toBe('../a.txt');
    expect(linksIn(await body({})).size).toBe(0);
    expect(text(await body({}))).toBe('a');
    const loose = await upload({ settings, links, more });
    const put = loose.puts.find(({ Key }) => Key === 'site/web/b/link');
    expect(new TextDecoder().decode(put?.Body as Uint8Array)).toBe('a');
  });

  it('are named by the buildspec only where the project lets it', async () => {
    const settings = { type: 'S3', location: 'out', packaging: 'ZIP' };
    const more = { name: 'site-$(date +%F)/web' };
    expect((await upload({ settings, more })).keys).toEqual(['shop-build']);
    const override = { ...settings, overrideArtifactName: true };
    expect((await upload({ settings: override, more })).keys).toEqual(['site-2026-07-14/web']);
  });

  it('have the build’s id in their key where namespaceType says so', () => {
    const settings = { path: 'p', namespaceType: 'BUILD_ID', name: 'n' };
    const o = { uuid: 'uuid', project: 'shop', name: '', s3Prefix: '' };
    expect(artifactKey(settings, o)).toBe('p/uuid/n');
    expect(artifactKey(settings, { ...o, s3Prefix: 'builds' })).toBe('builds/uuid/n.zip');
  });

  it('are encrypted with the project’s key, unless it switches encryption off', async () => {
    const settings = { type: 'S3', location: 'out', packaging: 'ZIP' };
    const project = { encryptionKey: 'arn:aws:kms:us-east-1:111122223333:key/1' };
    expect((await upload({ settings, project })).puts[0]).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: project.encryptionKey,
      Metadata: { 'codebuild-buildarn': 'arn:build' },
    });
    const off = await upload({ settings: { ...settings, encryptionDisabled: true }, project });
    expect(off.puts[0]).not.toHaveProperty('ServerSideEncryption');
  });

  it('fail in the words of S3, or because the bucket lies in another Region', async () => {
    const settings = { type: 'S3', location: 'out' };
    const refused = { code: 'AccessDenied', message: 'no', status: 403 };
    expect((await upload({ settings, refused })).result.contexts[0]).toEqual({
      statusCode: 'CLIENT_ERROR',
      message:
        'Error in UPLOAD_ARTIFACTS phase: AccessDenied: no\n\tstatus code: 403, request id: ID, host id: ID',
    });
    expect((await upload({ settings, region: 'eu-west-1' })).result.contexts[0]?.message).toBe(
      'Failed to upload artifacts: Invalid arn',
    );
    expect((await upload({ settings: { type: 'NO_ARTIFACTS' } })).puts).toEqual([]);
  });
});
