// What the built pages load, read from Vite's manifest and from the module report.
import { existsSync, readFileSync } from 'node:fs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Packages that belong to the simulator's worker or to the editor. */
const heavy = ['just-bash', 'zod', 'xstate', 'js-yaml', 'monaco-editor', 'monaco-yaml', '@xterm'];
/** Come with the intent to edit, or to type commands. */
const onIntent = /^npm:(monaco-|@xterm\/)/;

/** Keys of the manifest that load together with these: the static imports below them. */
function staticClosure(manifest, keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key) || manifest[key] === undefined) return;
    seen.add(key);
    for (const below of manifest[key].imports ?? []) visit(below);
  };
  for (const key of keys) visit(key);
  return seen;
}

/**
 * Keys that a page loads to be whole: its entry, all static imports, and what these load later from the page's own folder (a
 * player behind its poster, panes behind the first paint). Not what comes with an intent: the editor, the terminal, a panel
 * behind its tab, a dialog; and not recordings or the worker's client.
 */
function pageKeys(manifest, modules, entry, folder) {
  const isIntent = (key) =>
    [...staticClosure(manifest, [key])].some((below) =>
      (modules[manifest[below].file] ?? []).some((module) => onIntent.test(module)),
    );
  const keys = staticClosure(manifest, [entry]);
  const later = [...keys]
    .flatMap((key) => manifest[key].dynamicImports ?? [])
    .filter((key) => key.startsWith(folder) && !isIntent(key));
  return new Set([...keys, ...staticClosure(manifest, later)]);
}

/** The tiers of weight of a build; file names are relative to `dist`. */
export function readBundle(dist = 'dist') {
  const manifestPath = `${dist}/.vite/manifest.json`;
  if (!existsSync(manifestPath))
    throw new Error(`${manifestPath} is missing: run "npm run build".`);
  const manifest = json(manifestPath);
  const modules = json(`${dist}/.vite/modules.json`);
  const files = (keys) => [...new Set([...keys].map((key) => manifest[key].file))].sort();
  const player = files(pageKeys(manifest, modules, 'embed.html', 'src/embed/'));
  const studio = files(pageKeys(manifest, modules, 'index.html', 'src/studio/'));
  const recordings = files(Object.keys(manifest)).filter((file) =>
    /(^|\/)recording-[^/]*\.js$/.test(file),
  );
  const shell = studio.filter((file) => !player.includes(file) && !recordings.includes(file));
  const panels = Object.keys(manifest)
    .filter((key) => key.startsWith('src/studio/') && manifest[key].isDynamicEntry === true)
    .map((key) => manifest[key].file)
    .filter((file) => !shell.includes(file) && !/CodeEditor|yaml/.test(file));
  return { player, shell, panels, recordings, modules };
}

/** Sentences about modules that no first screen may hold; empty when all is well. */
export function misplacedModules({ player, shell, modules }) {
  return [...player, ...shell].flatMap((file) =>
    (modules[file] ?? []).flatMap((module) => {
      const found = heavy.find((name) => module.startsWith(`npm:${name}/`));
      if (found) return [`${file} holds ${module}: ${found} must load later, or in the worker.`];
      return module === 'src/simulator/index.ts'
        ? [`${file} holds the simulator's full door; import src/simulator/read.ts instead.`]
        : [];
    }),
  );
}
