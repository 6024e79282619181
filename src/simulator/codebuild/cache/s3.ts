import type { CallResult, Params } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildRun } from '../buildRun.ts';
import type { BuildspecCache } from '../buildspec/types.ts';
import { buildSession } from '../credentials.ts';
import { agentText } from '../logTemplates.ts';
import { packCache, unpackCache } from './archive.ts';
import { cacheKeys } from './keys.ts';
import { filesToCache, placeFiles } from './paths.ts';
import type { CacheSettings } from './settings.ts';

interface Cache {
  sim: Simulation;
  run: BuildRun;
  trace: Trace;
  settings: CacheSettings & { type: 'S3' };
  cache: BuildspecCache;
}

async function call(
  { sim, run, trace, settings }: Cache,
  operation: string,
  params: Params,
): Promise<CallResult> {
  const session = await buildSession(sim, trace, run);
  const result = await sim.door.call(trace, {
    service: 's3',
    operation,
    params: { Bucket: settings.bucket, ...params },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    sources: [{ document: 'buildspec', path: ['cache'] }],
    rule: 'codebuild.cache-in-s3',
  });
  trace.after(result.seq);
  return result;
}

/** Docker's official images without the package ca-certificates: the agent finds no root certificates in them. */
const bare = /^(?:docker\.io\/)?(?:library\/)?(?:ubuntu|debian|busybox)(?:[:@]|$)/;
// CodeBuild User Guide, "Troubleshooting AWS CodeBuild".
const noRoots =
  'RequestError: Send request failed caused by: x509: Failed to load system roots and no roots provided';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The agent's SDK puts status and ids on a line of their own (posted build log, 2024). */
function worded({ sim, trace }: Cache, { error }: CallResult & { ok: false }): string {
  const request = sim.ids.text(`${trace.scope}/cache/request`, 16, upper);
  const host = sim.ids.text(`${trace.scope}/cache/host`, 76, base64);
  return `${error.code}: ${error.message}\n\tstatus code: ${error.status}, request id: ${request}, host id: ${host}`;
}

/** The newest object under one of the prefixes, the first prefix that has any. */
async function fallback(it: Cache, prefixes: readonly string[]): Promise<string | undefined> {
  for (const prefix of prefixes) {
    const listed = await call(it, 'ListObjectsV2', { Prefix: prefix });
    if (!listed.ok) continue;
    const contents = (listed.output.Contents ?? []) as { Key: string; LastModified: unknown }[];
    const newest = contents.reduce<{ Key: string; LastModified: unknown } | undefined>(
      (best, each) =>
        best === undefined || String(each.LastModified) > String(best.LastModified) ? each : best,
      undefined,
    );
    if (newest !== undefined) return newest.Key;
  }
  return undefined;
}

/** Fetches the cache and puts its files into the container. A cache that cannot be had is no fault of the build. */
export async function restoreFromS3(it: Cache): Promise<void> {
  const { sim, run, trace, settings, cache } = it;
  const { log } = run;
  for (const path of cache.paths) log.agent(trace, agentText.cachePath(path));
  if (cache.action === 'save') return;
  const keys = await cacheKeys(sim, run, settings, cache);
  log.agent(trace, agentText.downloadingCache());
  if (bare.test(run.project.environment.image)) {
    log.agent(trace, agentText.cacheNotDownloaded(noRoots));
    return;
  }
  let found = await call(it, 'GetObject', { Key: keys.primary });
  if (found.ok) run.restoredCache = keys.primary;
  else {
    const other = await fallback(it, keys.fallbacks);
    if (other !== undefined) found = await call(it, 'GetObject', { Key: other });
  }
  if (!found.ok) {
    log.agent(trace, agentText.cacheNotDownloaded(worded(it, found)));
    return;
  }
  log.agent(trace, agentText.unarchivingCache());
  const body = found.output.Body;
  if (body instanceof Uint8Array) {
    await placeFiles(run, unpackCache(body, run.source?.directory ?? ''));
  }
}

/** Stores the cache for the next build, under its key only where nothing is stored there yet. */
export async function saveToS3(it: Cache): Promise<void> {
  const { sim, run, trace, settings, cache } = it;
  if (cache.action === 'restore') return;
  const keys = await cacheKeys(sim, run, settings, cache);
  if (keys.keyed && run.restoredCache === keys.primary) return;
  const reachable = !bare.test(run.project.environment.image);
  if (keys.keyed && reachable && (await call(it, 'HeadObject', { Key: keys.primary })).ok) return;
  const files = await filesToCache(run, cache.paths);
  run.log.agent(trace, agentText.uploadingCache());
  if (!reachable) {
    run.log.agent(trace, agentText.cacheNotUploaded(noRoots));
    return;
  }
  const { encryptionKey } = run.project;
  const own = typeof encryptionKey === 'string' && !encryptionKey.endsWith('alias/aws/s3');
  const stored = await call(it, 'PutObject', {
    Key: keys.primary,
    Body: packCache(files, run.source?.directory ?? ''),
    ContentType: 'application/zip',
    ServerSideEncryption: 'aws:kms',
    ...(own ? { SSEKMSKeyId: encryptionKey } : {}),
  });
  if (!stored.ok) run.log.agent(trace, agentText.cacheNotUploaded(worded(it, stored)));
}
