/** Programs of GNU coreutils, which point to their help when they do not understand their arguments. */
const COREUTILS = new Set([
  ...['base64', 'basename', 'cat', 'chmod', 'comm', 'cp', 'cut', 'date', 'dirname', 'du', 'expand'],
  ...['fold', 'head', 'join', 'ln', 'mkdir', 'mv', 'nl', 'od', 'paste', 'readlink', 'rm', 'rmdir'],
  ...['seq', 'split', 'stat', 'tac', 'tail', 'touch', 'tr', 'uniq', 'unexpand', 'wc'],
]);

const MISUSE =
  /^\w+: (invalid option|unrecognized option|missing (file |destination file )?operand|extra operand)/;

/** Messages that just-bash words otherwise than the real programs: by program, pattern and real wording. */
const WORDING: Record<string, [RegExp, string][]> = {
  head: [
    [
      /^head: (.+): No such file or directory$/,
      "head: cannot open '$1' for reading: No such file or directory",
    ],
  ],
  tail: [
    [
      /^tail: (.+): No such file or directory$/,
      "tail: cannot open '$1' for reading: No such file or directory",
    ],
  ],
  sed: [
    [/^sed: (.+): No such file or directory$/, "sed: can't read $1: No such file or directory"],
  ],
  find: [
    [/^find: ([^']+): No such file or directory$/, "find: '$1': No such file or directory"],
    [/^find: unknown predicate '(.+)'$/, "find: unknown predicate `$1'"],
  ],
  grep: [
    [
      /^grep: missing pattern$/,
      "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.",
    ],
  ],
  jq: [
    [
      /^jq: (.+): No such file or directory$/,
      'jq: error: Could not open file $1: No such file or directory',
    ],
    [/^jq: parse error: (Cannot .+)$/, 'jq: error (at <stdin>:1): $1'],
  ],
  stat: [[/^stat: cannot stat (.+)$/, 'stat: cannot statx $1']],
  file: [[/^(.+): cannot open \(/, "$1: cannot open `$1' ("]],
};

/** Exit status of the real program where just-bash gives another. */
const STATUS: Record<string, [RegExp, number]> = {
  sed: [/can't read/, 2],
  jq: [/Could not open file/, 2],
};

/** A bundled program's messages and exit status as the real program's. */
export function realWording(
  name: string,
  stderr: string,
  exitCode: number,
): { stderr: string; exitCode: number } {
  if (stderr === '') return { stderr, exitCode };
  const lines = stderr.replace(/\n$/, '').split('\n');
  const worded = lines.flatMap((line) => {
    const plain = line
      .replace(/^bash: /, '')
      .replace(/ENOENT: no such file or directory(, \w+ '.*')?$/, 'No such file or directory')
      .replace(/EACCES: permission denied(, \w+ '.*')?$/, 'Permission denied')
      .replace(/EROFS: read-only file system(, \w+ '.*')?$/, 'Read-only file system');
    const [pattern, real] = WORDING[name]?.find(([known]) => known.test(plain)) ?? [];
    const text = pattern === undefined ? plain : plain.replace(pattern, real ?? '');
    const help = COREUTILS.has(name) && MISUSE.test(text) && lines.length === 1;
    return help ? [text, `Try '${name} --help' for more information.`] : [text];
  });
  const text = `${worded.join('\n')}\n`;
  const [sign, status] = STATUS[name] ?? [];
  return { stderr: text, exitCode: sign?.test(text) ? (status ?? exitCode) : exitCode };
}
