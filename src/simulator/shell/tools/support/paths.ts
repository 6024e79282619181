/** POSIX paths as text. */

/** Absolute and normal form of `path` seen from `cwd`. */
export function absolute(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Everything before the last slash, as Python's `os.path.split`: `/a/b` → `/a`, `/a` → `/`, `a` → ``. */
export function dirname(path: string): string {
  const at = path.lastIndexOf('/');
  return at === 0 ? '/' : path.slice(0, Math.max(at, 0));
}

export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Path of the directory `to` seen from the directory `from`, as `os.path.relpath`: `.` for the same one. */
export function relative(from: string, to: string): string {
  const a = from.split('/').filter(Boolean);
  const b = to.split('/').filter(Boolean);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
}
