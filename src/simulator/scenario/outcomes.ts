/** Which commands a scripted outcome is about. */

/** Characters of `Outcome.command`. */
export const longestGlob = 1000;

/** True when the text of a command matches the glob of an outcome: `*` any text, `?` any character. */
export function matchesOutcome(glob: string, command: string): boolean {
  // Two pointers and the last star: never more than length × length steps.
  const [pattern, text] = [glob.trim(), command.trim()];
  let p = 0;
  let star = -1;
  let mark = 0;
  for (let t = 0; t < text.length; ) {
    const c = pattern.charAt(p);
    if (c === '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.length && (c === '?' || c === text.charAt(t))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}

/**
 * A glob for one command as it is written. Globs know no escape, so a `*` of the command becomes `?`, which stands for
 * exactly one character; a very long command is told by its beginning.
 */
export function globFor(command: string): string {
  const glob = command.trim().replaceAll('*', '?');
  return glob.length <= longestGlob ? glob : `${glob.slice(0, longestGlob - 1)}*`;
}
