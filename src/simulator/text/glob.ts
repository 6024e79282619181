/**
 * Paths against the globs of buildspecs: `*` and `?` stay inside one part of the path, `**` crosses parts
 * (CodeBuild User Guide, "Build specification reference", artifacts/files). Never exponential: each part and each list of
 * parts is matched with one point of return.
 */
function matchRun<T>(
  pattern: readonly T[],
  input: readonly T[],
  rest: T,
  same: (p: T, i: T) => boolean,
): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < input.length; ) {
    const want = pattern[p];
    const have = input[i] as T;
    if (p < pattern.length && want === rest) {
      star = p++;
      resume = i;
    } else if (p < pattern.length && want !== undefined && same(want, have)) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++resume;
    } else return false;
  }
  while (p < pattern.length && pattern[p] === rest) p++;
  return p === pattern.length;
}

const matchPart = (pattern: string, part: string): boolean =>
  matchRun([...pattern], [...part], '*', (want, have) => want === '?' || want === have);

/** Does a relative path match a glob as a whole? */
export function matchPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return matchRun(wanted, path.split('/'), '**', matchPart);
}
