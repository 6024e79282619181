import { parseReference, type Reference } from '../reference.ts';
import { assignments, expand, type Variables } from './expand.ts';
import type { Dockerfile, DockerfileError, Instruction } from './parse.ts';

export interface Stage {
  index: number;
  /** Lower case; null without `AS`. */
  name: string | null;
  base:
    | { type: 'scratch' }
    | { type: 'stage'; index: number }
    | { type: 'image'; reference: Reference };
  from: Instruction;
  instructions: Instruction[];
  /** Values of ARGs before the first FROM: the stage may take them up with `ARG name`. */
  global: Variables;
}

const platform: readonly [string, string][] = [
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETARCH', 'amd64'],
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDARCH', 'amd64'],
];

const fault = (message: string, { startLine, endLine }: Instruction): DockerfileError => ({
  message,
  startLine,
  endLine,
});

function readStage(
  from: Instruction,
  stages: readonly Stage[],
  global: Variables,
): Stage | DockerfileError {
  const match = /^(\S+)(?:\s+[Aa][Ss]\s+(\S+))?$/.exec(from.text);
  if (match === null) {
    return fault(
      `dockerfile parse error on line ${from.startLine}: FROM requires either one or three arguments`,
      from,
    );
  }
  const written = match[1] ?? '';
  const name = match[2]?.toLowerCase() ?? null;
  const image = expand(written, global);
  const shared = { index: stages.length, name, from, instructions: [], global };
  if (image === '') return fault(`base name (${written}) should not be blank`, from);
  if (image === 'scratch') return { ...shared, base: { type: 'scratch' } };
  const earlier = stages.findLast((stage) => stage.name === image.toLowerCase());
  if (earlier !== undefined) return { ...shared, base: { type: 'stage', index: earlier.index } };
  const reference = parseReference(image);
  if ('error' in reference) {
    return fault(`failed to parse stage name ${JSON.stringify(image)}: ${reference.error}`, from);
  }
  return { ...shared, base: { type: 'image', reference } };
}

/** Splits a Dockerfile into its stages, the bases' variables filled in with `--build-arg` or their defaults. */
export function readStages(
  dockerfile: Dockerfile,
  buildArgs: Variables,
): Stage[] | DockerfileError {
  const global = new Map(platform);
  const stages: Stage[] = [];
  for (const instruction of dockerfile.instructions) {
    const current = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const stage = readStage(instruction, stages, global);
      if ('message' in stage) return stage;
      stages.push(stage);
    } else if (current !== undefined) {
      current.instructions.push(instruction);
    } else {
      for (const [name, value] of assignments(instruction.text, false)) {
        const given = buildArgs.get(name) ?? (value === null ? undefined : expand(value, global));
        if (given !== undefined) global.set(name, given);
      }
    }
  }
  return stages;
}

/** The stage that another one copies from: by name or number; null: some image. */
export function stageNamed(stages: readonly Stage[], word: string): Stage | null {
  const named = stages.find((stage) => stage.name === word.toLowerCase());
  return named ?? (/^\d{1,4}$/.test(word) ? (stages[Number(word)] ?? null) : null);
}

/** The stages that BuildKit builds for a target: it and all that it needs, in the order of the file. */
export function neededStages(stages: readonly Stage[], target: Stage): Stage[] {
  const needed = new Set<number>();
  const visit = (stage: Stage): void => {
    if (needed.has(stage.index)) return;
    needed.add(stage.index);
    const base = stage.base.type === 'stage' ? stages[stage.base.index] : undefined;
    if (base !== undefined) visit(base);
    for (const { flags } of stage.instructions) {
      const from = flags.from === undefined ? null : stageNamed(stages, flags.from);
      if (from !== null && from.index < stage.index) visit(from);
    }
  };
  visit(target);
  return stages.filter(({ index }) => needed.has(index));
}
