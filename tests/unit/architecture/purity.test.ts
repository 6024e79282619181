import { describe, expect, it } from 'vitest';
import { readSource, sourceFiles } from './imports.ts';

/** `file:line` of every match below a folder. */
function occurrences(folder: string, pattern: RegExp, except: readonly string[] = []): string[] {
  return sourceFiles(folder)
    .filter((file) => !except.includes(file))
    .flatMap((file) =>
      readSource(file)
        .split('\n')
        .flatMap((line, index) => {
          const code = line.replace(/^\s*(\/\/|\/?\*).*$/, '');
          return pattern.test(code) ? [`${file}:${index + 1}`] : [];
        }),
    );
}

describe('the simulator', () => {
  it('draws neither time nor chance from its host', () => {
    const host = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/;
    // The realm is what takes their place while a simulation runs.
    expect(occurrences('src/simulator', host, ['src/simulator/kernel/realm.ts'])).toEqual([]);
  });

  it('makes no actors of its own: the kernel drives the machines', () => {
    expect(occurrences('src/simulator', /\bcreateActor\b/)).toEqual([]);
  });
});

describe('the source', () => {
  it('evaluates no text as code and writes no markup', () => {
    const doors =
      /\beval\(|\bnew Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write/;
    expect(occurrences('src', doors)).toEqual([]);
  });

  it('silences no checker', () => {
    const silenced = /(biome|eslint|prettier)-(ignore|disable)|@ts-(ignore|expect-error|nocheck)/;
    const files = sourceFiles('src').filter((file) => silenced.test(readSource(file)));
    expect(files).toEqual([]);
  });
});
