import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import type { Recording } from '../simulator/recording/types.ts';
import type { Scenario } from '../simulator/scenario/types.ts';

const one = 'virtual:recording/';
const all = 'virtual:recordings';
/** Rollup's mark of a module that is no file. */
const mark = '\0';

const sourceFolder = fileURLToPath(new URL('..', import.meta.url));
const simulatorDoor = `${sourceFolder}simulator/index.ts`;
const scenariosDoor = `${sourceFolder}scenarios/index.ts`;

interface Studio {
  simulate(scenario: Scenario): Promise<Recording>;
  scenarios: readonly Scenario[];
}

/** Both doors, loaded when a recording is first asked for: the configuration itself stays light. */
async function open(): Promise<Studio> {
  const inline = { configFile: false as const, logLevel: 'error' as const };
  const [simulator, content] = await Promise.all([
    runnerImport<Pick<Studio, 'simulate'>>(simulatorDoor, inline),
    runnerImport<Pick<Studio, 'scenarios'>>(scenariosDoor, inline),
  ]);
  return { simulate: simulator.module.simulate, scenarios: content.module.scenarios };
}

/** One simulation at a time, each once per process. */
let studio: Promise<Studio> | null = null;
const made = new Map<string, Promise<string>>();
let last: Promise<unknown> = Promise.resolve();

function forget(): void {
  studio = null;
  made.clear();
}

async function recordingText(id: string): Promise<string> {
  studio ??= open();
  const { simulate, scenarios } = await studio;
  const scenario = scenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) {
    const known = scenarios.map((candidate) => candidate.id).join(', ');
    throw new Error(`There is no built-in scenario "${id}". There are: ${known}.`);
  }
  const before = last;
  const text = made.get(id) ?? before.then(async () => JSON.stringify(await simulate(scenario)));
  made.set(id, text);
  last = text.catch(() => undefined);
  return text;
}

async function loaders(): Promise<string> {
  studio ??= open();
  const { scenarios } = await studio;
  const entries = scenarios.map(({ id }) => {
    const module = JSON.stringify(one + id);
    return `  ${JSON.stringify(id)}: () => import(${module}).then((module) => module.default),`;
  });
  return ['export const recordings = {', ...entries, '};'].join('\n');
}

/** The chunk name of a recording module, or null for any other module. */
export function recordingChunk(moduleId: string | null): string | null {
  return moduleId?.startsWith(mark + one) ? `recording-${moduleId.slice(one.length + 1)}` : null;
}

/**
 * Makes the recordings of the built-in scenarios with the simulator itself, at build, dev and test
 * time, and serves them as `virtual:recording/<scenario id>` (default export: the recording) and
 * `virtual:recordings` (a loader for each). In dev, an edit of simulator or scenarios makes them anew.
 */
export function builtInRecordings(): Plugin {
  return {
    name: 'pipeglass:recordings',
    resolveId: (id) => (id === all || id.startsWith(one) ? mark + id : undefined),
    load: async (id) => {
      if (id === mark + all) return loaders();
      if (!id.startsWith(mark + one)) return undefined;
      const text = await recordingText(id.slice(one.length + 1));
      // A string that the browser parses as JSON starts faster than the same object literal.
      return `export default JSON.parse(${JSON.stringify(text)});`;
    },
    hotUpdate({ file, modules }) {
      if (!/\/src\/(simulator|scenarios)\//.test(file)) return undefined;
      forget();
      const graph = this.environment.moduleGraph;
      const stale = [...graph.idToModuleMap.values()].filter(
        ({ id }) => id === mark + all || recordingChunk(id) !== null,
      );
      for (const module of stale) graph.invalidateModule(module);
      return [...modules, ...stale];
    },
  };
}
