import { absolute } from '../../support/paths.ts';
import { assignments, expand } from './expand.ts';
import { type Instruction, wordsOf } from './parse.ts';
import type { Stage } from './stages.ts';

/** An instruction that makes a layer. */
export interface BuildStep {
  instruction: Instruction;
  /** As BuildKit shows it: `COPY package.json ./`. */
  label: string;
  type: 'copy' | 'run' | 'workdir';
  /** Of COPY and ADD: paths of the context, or of `from`. */
  sources: string[];
  /** Stage or image that COPY takes from. */
  from: string | null;
}

export interface StageConfig {
  env: Map<string, string>;
  workdir: string;
  /** `Cmd`, `Entrypoint`, `ExposedPorts` …: last one wins. */
  other: Map<string, string>;
}

export const emptyConfig = (): StageConfig => ({ env: new Map(), workdir: '/', other: new Map() });

/** What instructions without a layer set in the image's configuration. */
const settings: Readonly<Record<string, string>> = {
  CMD: 'Cmd',
  ENTRYPOINT: 'Entrypoint',
  EXPOSE: 'ExposedPorts',
  HEALTHCHECK: 'Healthcheck',
  SHELL: 'Shell',
  STOPSIGNAL: 'StopSignal',
  USER: 'User',
  VOLUME: 'Volumes',
};

/**
 * Goes through a stage in order: fills in variables and gives the steps that make layers. `config` is the base's and becomes
 * the stage's own.
 */
export function stepsOf(
  stage: Stage,
  config: StageConfig,
  buildArgs: ReadonlyMap<string, string>,
): BuildStep[] {
  const steps: BuildStep[] = [];
  const variables = new Map(config.env);
  for (const instruction of stage.instructions) {
    const { keyword, text } = instruction;
    const filled = expand(text, variables);
    if (keyword === 'ARG') {
      for (const [name, value] of assignments(filled, false)) {
        const given = buildArgs.get(name) ?? value ?? stage.global.get(name);
        if (given !== undefined && !config.env.has(name)) variables.set(name, given);
      }
    } else if (keyword === 'ENV') {
      for (const [name, value] of assignments(filled, true)) {
        variables.set(name, value ?? '');
        config.env.set(name, value ?? '');
      }
    } else if (keyword === 'LABEL') {
      for (const [name, value] of assignments(filled, true)) {
        config.other.set(`Label ${name}`, value ?? '');
      }
    } else if (keyword === 'WORKDIR') {
      config.workdir = absolute(config.workdir, filled.replace(/^["']|["']$/g, ''));
      steps.push({
        instruction,
        label: `WORKDIR ${filled}`,
        type: 'workdir',
        sources: [],
        from: null,
      });
    } else if (keyword === 'RUN') {
      const label = `RUN ${instruction.json?.join(' ') ?? text}`;
      steps.push({ instruction, label, type: 'run', sources: [], from: null });
    } else if (keyword === 'COPY' || keyword === 'ADD') {
      steps.push(copyStep(instruction, variables));
    } else {
      const setting = settings[keyword];
      if (setting !== undefined) config.other.set(setting, filled);
    }
  }
  return steps;
}

function copyStep(instruction: Instruction, variables: ReadonlyMap<string, string>): BuildStep {
  const words = wordsOf(instruction).map((word) => expand(word, variables));
  const { from } = instruction.flags;
  const flags = from === undefined ? '' : `--from=${from} `;
  return {
    instruction,
    label: `${instruction.keyword} ${flags}${words.join(' ')}`,
    type: 'copy',
    sources: words.slice(0, -1).filter((word) => !/^(?:https?:|git@|<<)/.test(word)),
    from: from ?? null,
  };
}
