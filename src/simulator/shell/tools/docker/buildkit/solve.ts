import type { ToolContext } from '../../../types.ts';
import { sha256Hex } from '../../support/bytes.ts';
import { fetchImage, pullBytesPerMs } from '../pull.ts';
import { canonical, familiar, type Reference } from '../reference.ts';
import { progressSize } from '../sizes.ts';
import { bytesOf, findImage, type Image, type Layer } from '../store.ts';
import { runMs, vertexMs } from './durations.ts';
import { layerOf } from './layers.ts';
import type { Progress } from './progress.ts';
import type { BuildInput, Result, Session } from './session.ts';
import { neededStages, type Stage } from './stages.ts';
import { type BuildStep, emptyConfig, type StageConfig, stepsOf } from './steps.ts';

/** Builds the target stage and what it needs, vertex after vertex. */
export async function solve(
  ctx: ToolContext,
  progress: Progress,
  input: BuildInput,
): Promise<Image> {
  const needed = neededStages(input.stages, input.target);
  const bases = await loadMetadata(ctx, progress, input, needed);
  await progress.vertex('[internal] load .dockerignore', {
    lines: ['transferring context: 2B done'],
    ms: vertexMs.ignore,
  });
  const results = new Map<number, Result>();
  const session = { ctx, progress, input, results, bases, contextSent: false };
  for (const stage of needed) results.set(stage.index, await buildStage(session, stage, needed));
  const { layers, config } = results.get(input.target.index) ?? emptyResult();
  const json = configJson(config, layers);
  return {
    id: `sha256:${sha256Hex(json)}`,
    createdAt: ctx.host.clock.unix(),
    layers,
    config: json,
  };
}

const emptyResult = (): Result => ({ layers: [], config: emptyConfig(), chain: 'scratch' });

const configJson = ({ env, workdir, other }: StageConfig, layers: readonly Layer[]): string =>
  JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: {
      Env: [...env].map(([name, value]) => `${name}=${value}`),
      WorkingDir: workdir,
      ...Object.fromEntries(other),
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  });

/** Asks for every base image once, before anything is built. */
async function loadMetadata(
  ctx: ToolContext,
  progress: Progress,
  input: BuildInput,
  needed: readonly Stage[],
): Promise<Map<string, Image>> {
  const bases = new Map<string, Image>();
  for (const { base, from } of needed) {
    if (base.type !== 'image' || bases.has(canonical(base.reference))) continue;
    const name = `[internal] load metadata for ${canonical(base.reference)}`;
    const local = findImage(input.store, familiar(base.reference), base.reference);
    const fetched = local === null ? await fetchImage(ctx, base.reference) : { image: local };
    if ('refusal' in fetched) {
      progress.failed(name, fetched.refusal);
      throw input.fail(
        `${familiar(base.reference)}: failed to resolve source metadata for ${canonical(base.reference)}: ${fetched.refusal}`,
        from,
      );
    }
    bases.set(canonical(base.reference), fetched.image);
    await progress.vertex(name, { ms: local === null ? vertexMs.metadata : 0 });
  }
  return bases;
}

/** `[2/4] `, with the stage's name when there are several: `[build 2/4] `. */
function stepName(stage: Stage, needed: readonly Stage[], at: number, of: number): string {
  const several = needed.length > 1 || stage.name !== null;
  const name = several ? `${stage.name ?? `stage-${stage.index}`} ` : '';
  return `[${name}${String(at).padStart(String(of).length)}/${of}]`;
}

async function buildStage(
  session: Session,
  stage: Stage,
  needed: readonly Stage[],
): Promise<Result> {
  const { input } = session;
  const { base } = stage;
  const parent = base.type === 'stage' ? session.results.get(base.index) : undefined;
  const result: Result =
    parent === undefined
      ? emptyResult()
      : {
          layers: [...parent.layers],
          chain: parent.chain,
          config: {
            env: new Map(parent.config.env),
            workdir: parent.config.workdir,
            other: new Map(parent.config.other),
          },
        };
  const steps = stepsOf(stage, result.config, input.buildArgs);
  const count = steps.length + (base.type === 'image' ? 1 : 0);
  if (base.type === 'image') {
    const name = stepName(stage, needed, 1, count);
    await pullBase(session, name, base.reference, result);
  }
  for (const [index, step] of steps.entries()) {
    const at = index + 1 + count - steps.length;
    await runStep(session, `${stepName(stage, needed, at, count)} ${step.label}`, step, result);
  }
  return result;
}

async function pullBase(session: Session, name: string, reference: Reference, result: Result) {
  const { progress, input, bases } = session;
  const image = bases.get(canonical(reference));
  if (image === undefined) return;
  result.layers.push(...image.layers);
  result.chain = image.id;
  const pinned = `${canonical(reference)}@${reference.digest ?? image.id}`;
  const cached = input.store.images.has(image.id) || input.store.cache.has(image.id);
  input.store.cache.add(image.id);
  const ms = Math.ceil(bytesOf(image) / pullBytesPerMs);
  await progress.vertex(`${name} FROM ${pinned}`, {
    cached,
    lines: [
      `resolve ${pinned} done`,
      ...image.layers.map(({ digest, bytes }) => {
        const size = progressSize(bytes);
        return `${digest} ${size} / ${size} done`;
      }),
      ...image.layers.map(({ digest }) => `extracting ${digest} done`),
    ],
    ms,
  });
}

async function runStep(
  session: Session,
  name: string,
  step: BuildStep,
  result: Result,
): Promise<void> {
  const { ctx, progress, input } = session;
  const layer = await layerOf(session, name, step, result);
  const chain = sha256Hex(`${result.chain}\n${layer.digest}`);
  const cached = input.useCache && input.store.cache.has(chain);
  if (step.type === 'run') {
    ctx.assumed(
      'RUN lines of a Dockerfile are not run: they are taken to succeed, and the size of what they leave is a guess.',
    );
  }
  const durations = { copy: vertexMs.copy, workdir: vertexMs.workdir, run: runMs(step.label) };
  await progress.vertex(name, { ms: durations[step.type], cached });
  input.store.cache.add(chain);
  result.chain = chain;
  result.layers.push(layer);
}
