// What the built pages load, read from Vite's manifest and from the module report.
import { existsSync, readFileSync } from 'node:fs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Files that a page loads before any dynamic import: its entry and all static imports below it. */
function initialFiles(manifest, entry) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const below of manifest[key]?.imports ?? []) visit(below);
  };
  visit(entry);
  return [...seen].flatMap((key) => (manifest[key] ? [manifest[key].file] : []));
}

/** The tiers of weight of a build in `dist`; paths are relative to `dist`. */
export function readBundle(dist = 'dist') {
  const manifestPath = `${dist}/.vite/manifest.json`;
  if (!existsSync(manifestPath))
    throw new Error(`${manifestPath} is missing: run "npm run build".`);
  const manifest = json(manifestPath);
  const player = initialFiles(manifest, 'embed.html');
  const inPlayer = new Set(player);
  const shell = initialFiles(manifest, 'index.html').filter((file) => !inPlayer.has(file));
  const files = new Set(Object.values(manifest).map(({ file }) => file));
  const recordings = [...files].filter((file) => /(^|\/)recording-[^/]*\.js$/.test(file)).sort();
  return { player, shell, recordings, modules: json(`${dist}/.vite/modules.json`) };
}

/** Packages that belong to the simulator's worker or to the editor. */
const heavy = ['just-bash', 'zod', 'xstate', 'js-yaml', 'monaco-editor', 'monaco-yaml'];

/** Sentences about modules that no first screen may hold; empty when all is well. */
export function misplacedModules({ player, shell, modules }) {
  return [...player, ...shell].flatMap((file) =>
    (modules[file] ?? []).flatMap((module) => {
      const found = heavy.find((name) => module.startsWith(`npm:${name}/`));
      if (found) return [`${file} holds ${module}: ${found} must load later, or in the worker.`];
      return module.startsWith('src/simulator/index.ts')
        ? [`${file} holds the simulator's door 2; import src/simulator/read.ts instead.`]
        : [];
    }),
  );
}
