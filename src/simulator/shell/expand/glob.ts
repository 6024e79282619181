import type { Process } from '../core/process.ts';
import { compilePattern, isPattern, matches, unquotePattern } from './pattern.ts';

/** Names of the files that a pattern matches, sorted by code point; empty when there are none. */
export async function expandGlob(proc: Process, pattern: string): Promise<string[]> {
  const { fs } = proc.run.container;
  const groups = proc.options.has('extglob');
  const segments = pattern.split('/');
  let found: string[] = [''];
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    const next: string[] = [];
    for (const base of found) {
      if (segment === '**' && proc.options.has('globstar')) {
        next.push(...(await descendants(proc, base, last)));
      } else if (!isPattern(segment)) {
        const path = base + unquotePattern(segment);
        if (segment === '' || (await fs.exists(fs.resolvePath(proc.cwd, path || '.')))) {
          next.push(last ? path : `${path}/`);
        }
      } else {
        const compiled = compilePattern(segment, groups);
        const hidden = segment.startsWith('.') || proc.options.has('dotglob');
        for (const name of await names(proc, base)) {
          if (name.startsWith('.') && !hidden) continue;
          if (!matches(compiled, name)) continue;
          if (last) next.push(base + name);
          else if (await isDirectory(proc, base + name)) next.push(`${base}${name}/`);
        }
      }
    }
    found = next;
  }
  return found.filter((path) => path !== '').sort();
}

async function names(proc: Process, base: string): Promise<string[]> {
  const { fs } = proc.run.container;
  try {
    return await fs.readdir(fs.resolvePath(proc.cwd, base || '.'));
  } catch {
    return [];
  }
}

async function isDirectory(proc: Process, path: string): Promise<boolean> {
  const { fs } = proc.run.container;
  try {
    return (await fs.stat(fs.resolvePath(proc.cwd, path))).isDirectory;
  } catch {
    return false;
  }
}

/** `**`: the directory itself and all below it; as the last segment, files too. */
async function descendants(proc: Process, base: string, last: boolean): Promise<string[]> {
  const out = last ? [] : [base];
  for (const name of await names(proc, base)) {
    if (name.startsWith('.')) continue;
    const directory = await isDirectory(proc, base + name);
    if (last) out.push(base + name);
    if (directory) out.push(...(await descendants(proc, `${base}${name}/`, last)));
  }
  return out;
}
