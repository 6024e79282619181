/** Which way imports may point. The linter's rules in biome.json say the same with reasons. */

export const layers = [
  'simulator',
  'player',
  'studio',
  'embed',
  'worker',
  'ui',
  'share',
  'scenarios',
  'lessons',
  'build',
] as const;
export type Layer = (typeof layers)[number];

interface Allowance {
  /** Layers of which anything may be imported. */
  layers: readonly Layer[];
  /** The simulator's doors that may be imported, beside its types. */
  doors: readonly ('read' | 'index')[];
  /** Layers of which types alone may be imported. */
  types: readonly Layer[];
  /** Files that may be imported with `import()` only, so that they load when they are needed. */
  lazily?: readonly string[];
}

/** A layer may always import itself. */
export const allowed: Record<Layer, Allowance> = {
  simulator: { layers: [], doors: [], types: [] },
  player: { layers: ['ui', 'share'], doors: ['read'], types: ['simulator'] },
  embed: {
    layers: ['player', 'ui', 'share'],
    doors: ['read'],
    types: ['simulator'],
    // A link with edits needs a run; nothing else in an embed does.
    lazily: ['src/worker/client.ts'],
  },
  studio: {
    layers: ['player', 'ui', 'share', 'worker', 'scenarios', 'lessons'],
    doors: ['read'],
    types: ['simulator'],
  },
  worker: { layers: [], doors: ['read', 'index'], types: ['simulator'] },
  ui: { layers: [], doors: [], types: [] },
  share: { layers: [], doors: ['read'], types: ['simulator'] },
  scenarios: { layers: [], doors: [], types: ['simulator'] },
  lessons: { layers: [], doors: [], types: ['simulator', 'scenarios'] },
  build: { layers: ['scenarios', 'simulator'], doors: [], types: [] },
};

/** How an import is written: erased by the compiler, at the top of the file, or with `import()`. */
export type Way = 'type' | 'static' | 'dynamic';

/** The files of the simulator that hold nothing but types; beside its doors the only ones others see. */
const contracts = /^src\/simulator\/(diagnostics|(.+\/)?types|recording\/(worldTypes|events))\.ts$/;

export function layerOf(path: string): Layer | null {
  const name = /^src\/([^/]+)\//.exec(path)?.[1];
  return layers.find((layer) => layer === name) ?? null;
}

/** Why this import points the wrong way, or null when it may stay. Both paths are from the root. */
export function wrongWay(from: Layer, target: string, way: Way): string | null {
  const to = layerOf(target);
  // What the build writes and reads lies beside the source.
  if (from === 'build' && !target.startsWith('src/')) return null;
  if (to === null) return `${target} is outside the layers`;
  const rule = allowed[from];
  if (to === from || rule.layers.includes(to)) return null;
  if (to === 'simulator') {
    const door = /^src\/simulator\/(read|index)\.ts$/.exec(target)?.[1];
    if (door !== undefined && rule.doors.some((each) => each === door)) return null;
    if (rule.types.includes('simulator') && contracts.test(target)) {
      return way === 'type' ? null : `${target} may be imported as types only`;
    }
    return `${from} must not reach into ${target}`;
  }
  if (rule.types.includes(to) && way === 'type') return null;
  if (rule.lazily?.includes(target) && way !== 'static') return null;
  return `${from} must not import ${to}`;
}
