/** Compares a build's log with an example, line by line, times and ids aside. */

/** What differs from build to build. */
const variable: readonly [RegExp, string][] = [
  [/^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6} /, '[Container] '],
  [/\/src\d+\//g, '/src#/'],
  [/\/src\d+$/g, '/src#'],
  [/AWSCodeBuild-[0-9a-f-]{36}/g, 'AWSCodeBuild-#'],
  [/request id: [0-9A-Za-z-]+/g, 'request id: #'],
  [/host id: [0-9A-Za-z+/=]+/g, 'host id: #'],
  [/took \d\.\d+ seconds/g, 'took # seconds'],
  [/(arn:aws:s3:::[a-z0-9-]+\/[\w-]+\/[\w-]+\/)\w{7}/g, '$1#'],
];

/** The agent walks a hash map: the lines that count the phases have no order. */
const counting = /^\[Container\] {2}[A-Z_]+: \d+ commands$/;

export function normalized(text: string): string[] {
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => variable.reduce((shown, [what, name]) => shown.replace(what, name), line));
  const places = lines.flatMap((line, at) => (counting.test(line) ? [at] : []));
  const sorted = places.map((at) => lines[at] ?? '').sort();
  for (const [index, at] of places.entries()) lines[at] = sorted[index] ?? '';
  return lines;
}

/** Stands for any lines, and for any lines of a command. */
const anything = '…';
const output = '(output)';

/**
 * The first line at which a log leaves its example, or null.
 * @param example lines without times; `…` stands for any lines, `(output)` for what a command says
 */
export function difference(log: readonly string[], example: readonly string[]): string | null {
  let at = 0;
  for (const [index, line] of example.entries()) {
    if (line === anything || line === output) {
      const next = example[index + 1];
      while (at < log.length && log[at] !== next) {
        if (line === output && log[at]?.startsWith('[Container]')) break;
        at++;
      }
      continue;
    }
    if (log[at] !== line) {
      return `line ${index + 1} of the example\n  should be: ${line}\n  but is:    ${log[at] ?? '(the end)'}`;
    }
    at++;
  }
  return at < log.length ? `more lines than the example: ${log[at]}` : null;
}
