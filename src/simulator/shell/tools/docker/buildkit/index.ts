import type { ToolContext } from '../../../types.ts';
import { Failure } from '../../support/failure.ts';
import { isDirectory, readText, writeFile } from '../../support/files.ts';
import { absolute } from '../../support/paths.ts';
import { needDaemon } from '../daemon.ts';
import { parseFlags } from '../flags.ts';
import { push } from '../push.ts';
import { canonical, parseReference, type Reference } from '../reference.ts';
import { progressSize } from '../sizes.ts';
import { addImage, openStore, saveStore } from '../store.ts';
import { readContext } from './context.ts';
import { vertexMs } from './durations.ts';
import { type Dockerfile, parseDockerfile } from './parse.ts';
import { excerpt, makeProgress, type Progress, solveError } from './progress.ts';
import { solve } from './solve.ts';
import { readStages, type Stage, stageNamed } from './stages.ts';

const names = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((name) => [name, name]),
  );

const flagTable = {
  values: {
    ...names(
      `add-host build-arg build-context builder cache-from cache-to file iidfile label memory metadata-file
       network no-cache-filter output platform progress secret shm-size ssh tag target ulimit`,
    ),
    f: 'file',
    m: 'memory',
    o: 'output',
    t: 'tag',
  },
  booleans: {
    ...names('compress force-rm load no-cache provenance pull push quiet rm sbom squash'),
    q: 'quiet',
  },
};

/** Reads the names of `-t`; the first that is none ends the command. */
function tagsOf(words: readonly string[]): Reference[] {
  return words.map((word) => {
    const reference = parseReference(word);
    if ('error' in reference) {
      throw new Failure(1, `ERROR: invalid tag ${JSON.stringify(word)}: ${reference.error}\n`);
    }
    return reference;
  });
}

/** `NAME=value`, or `NAME` to take the value of the environment. */
function buildArgsOf(ctx: ToolContext, words: readonly string[]): Map<string, string> {
  return new Map(
    words.flatMap((word): [string, string][] => {
      const equals = word.indexOf('=');
      if (equals !== -1) return [[word.slice(0, equals), word.slice(equals + 1)]];
      const value = ctx.env[word];
      return value === undefined ? [] : [[word, value]];
    }),
  );
}

/**
 * `docker build` with BuildKit (Docker Docs, "docker buildx build", "Dockerfile reference"). COPY is checked against the context;
 * RUN lines belong to another container and are not run: with one of them the build counts as assumed. An image's digests
 * follow from the content alone, so that the same files always give the same image.
 */
export async function build(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags, positionals } = parseFlags(words, flagTable);
  needDaemon(ctx, 'ERROR: ');
  const [place] = positionals;
  if (place === undefined || positionals.length > 1) {
    throw new Failure(
      1,
      "ERROR: docker: 'docker buildx build' requires 1 argument\n\nUsage:  docker buildx build [OPTIONS] PATH | URL | -\n\nRun 'docker buildx build --help' for more information\n",
    );
  }
  const tags = tagsOf(flags.get('tag') ?? []);
  if (/^(?:https?:|git@|git:)/.test(place)) {
    ctx.assumed('A build from a remote context is not simulated: no image was made.');
    return 0;
  }
  const progress = makeProgress(ctx, flags.has('quiet'));
  const source = await readSource(ctx, progress, place, flags.get('file')?.at(-1));
  const buildArgs = buildArgsOf(ctx, flags.get('build-arg') ?? []);
  const stages = readStages(source.dockerfile, buildArgs);
  if ('message' in stages) throw source.fail(stages.message, stages);
  const target = targetOf(stages, flags.get('target')?.at(-1));
  const store = await openStore(ctx);
  const context = await readContext(ctx.fs, source.directory, source.path);
  const useCache = !flags.has('no-cache');
  const image = await solve(ctx, progress, {
    stages,
    target,
    context,
    buildArgs,
    store,
    useCache,
    fail: source.fail,
  });
  addImage(store, image, tags);
  await progress.vertex('exporting to image', {
    lines: [
      `exporting layers ${useCache ? '' : '0.1s '}done`,
      `writing image ${image.id} done`,
      ...tags.map((tag) => `naming to ${canonical(tag)} done`),
    ],
    ms: vertexMs.export,
  });
  await saveStore(ctx, store);
  const iidfile = flags.get('iidfile')?.at(-1);
  if (iidfile !== undefined) await writeFile(ctx.fs, absolute(ctx.cwd, iidfile), image.id);
  if (flags.has('quiet')) ctx.stdout(`${image.id}\n`);
  if (!flags.has('push')) return 0;
  for (const tag of flags.get('tag') ?? []) {
    const exitCode = await push(ctx, ['--quiet', tag]);
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}

interface Source {
  dockerfile: Dockerfile;
  directory: string;
  /** Absolute path of the Dockerfile. */
  path: string;
  /** The error that ends the build, with the lines it is about. */
  fail(message: string, at: { startLine: number; endLine: number }): Failure;
}

async function readSource(
  ctx: ToolContext,
  progress: Progress,
  place: string,
  file: string | undefined,
): Promise<Source> {
  const piped = place === '-';
  const directory = absolute(ctx.cwd, piped ? '.' : place);
  if (!piped && !(await isDirectory(ctx.fs, directory))) {
    throw new Failure(
      1,
      `ERROR: unable to prepare context: path ${JSON.stringify(place)} not found\n`,
    );
  }
  const path = file === undefined ? absolute(directory, 'Dockerfile') : absolute(ctx.cwd, file);
  const name = file === undefined ? 'Dockerfile' : (file.split('/').at(-1) ?? file);
  const text = piped || file === '-' ? ctx.stdin : await readText(ctx.fs, path);
  await progress.vertex(`[internal] load build definition from ${name}`, {
    lines: [`transferring dockerfile: ${progressSize(text?.length ?? 2)} done`],
    ms: vertexMs.dockerfile,
  });
  if (text === null) {
    throw solveError(`failed to read dockerfile: open ${name}: no such file or directory`);
  }
  const lines = text.split(/\r?\n/);
  const fail: Source['fail'] = (message, at) =>
    solveError(message, excerpt(name, lines, { message, ...at }));
  const dockerfile = parseDockerfile(text);
  if ('message' in dockerfile) {
    if (text.trim() === '') throw solveError(dockerfile.message);
    throw fail(dockerfile.message, dockerfile);
  }
  return { dockerfile, directory, path, fail };
}

function targetOf(stages: readonly Stage[], name: string | undefined): Stage {
  const target = name === undefined ? stages.at(-1) : stageNamed(stages, name);
  if (target === null || target === undefined) {
    throw solveError(`target stage ${JSON.stringify(name)} could not be found`);
  }
  return target;
}
