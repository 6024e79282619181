import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Way } from './layers.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Import {
  /** Path from the root of the repository. */
  file: string;
  /** As written: './x.ts', 'react', 'virtual:…'. */
  specifier: string;
  /** Path from the root of the repository for a relative specifier, else null. */
  target: string | null;
  way: Way;
}

const statement =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*{][^;'"]*?\s+from\s+)?['"]([^'"\n]+)['"]/gm;
const call = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;
const url = /\bnew URL\(\s*['"]([^'"\n]+\.\w+)['"],\s*import\.meta\.url\s*\)/g;

/** Imports, re-exports, dynamic imports and module addresses (`new URL`, as workers use) in one text. */
export function importsOf(file: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^[ \t]*\/\/.*$/gm, '');
  const found = (specifier: string, way: Way): Import => ({
    file,
    specifier,
    target: specifier.startsWith('.') ? join(dirname(file), specifier) : null,
    way: file.endsWith('.d.ts') ? 'type' : way,
  });
  return [
    ...[...code.matchAll(statement)].map(([, type, specifier]) =>
      found(specifier!, type ? 'type' : 'static'),
    ),
    ...[...code.matchAll(call)].map(([, specifier]) => found(specifier!, 'dynamic')),
    ...[...code.matchAll(url)].map(([, specifier]) => found(specifier!, 'dynamic')),
  ];
}

/** Every TypeScript file below a folder of the repository, as paths from its root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

export const readSource = (file: string): string => readFileSync(join(root, file), 'utf8');
