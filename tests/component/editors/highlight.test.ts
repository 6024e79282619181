import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../src/studio/editors/highlight/tokens.ts';

const kinds = (text: string, language: 'yaml' | 'json') =>
  highlight(text, language).map((line) =>
    line.pieces
      .filter((piece) => piece.kind !== 'plain')
      .map(({ kind, text: piece }) => `${kind}(${piece.trim()})`)
      .join(' '),
  );

describe('highlight', () => {
  it('colours a buildspec', () => {
    expect(
      kinds(
        [
          'version: 0.2 # latest',
          '  BUCKET: acme-web-site',
          '      - npm ci',
          "    - '**/*'",
          '  - name: x',
          'privileged: true',
          '"quoted": "value"',
          '- aws s3 cp "dist" s3://$BUCKET/',
        ].join('\n'),
        'yaml',
      ),
    ).toEqual([
      'key(version) number(0.2) comment(# latest)',
      'key(BUCKET) string(acme-web-site)',
      '',
      "string('**/*')",
      'key(name) string(x)',
      'key(privileged) keyword(true)',
      'key("quoted") string("value")',
      '',
    ]);
  });

  it('leaves block texts uncoloured until they end', () => {
    expect(kinds('- |\n  if: then\n\n  x: 1\nkey: 2', 'yaml')).toEqual([
      '',
      '',
      '',
      '',
      'key(key) number(2)',
    ]);
    expect(kinds('a:\n  b: >-\n    x: 1\n  c: 2', 'yaml')).toEqual([
      'key(a)',
      'key(b)',
      '',
      'key(c) number(2)',
    ]);
  });

  it('colours JSON', () => {
    expect(kinds('{ "Sid": "a\\"b:", "n": -1.5, "t": true }', 'json')).toEqual([
      'key("Sid") string("a\\"b:") key("n") number(-1.5) key("t") keyword(true)',
    ]);
  });

  it('shows every character once, whatever is typed', () => {
    const line = fc.string({ unit: fc.constantFrom(...'-: #"\'|>[]{},ab1\\\t') });
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('yaml', 'json', 'plaintext'),
        (lines, language) => {
          const shown = highlight(lines.join('\n'), language as 'yaml');
          expect(shown.map(({ pieces }) => pieces.map(({ text }) => text).join(''))).toEqual(
            lines.length === 0 ? [''] : lines,
          );
        },
      ),
    );
  });

  it('is quick with hostile lines', () => {
    const start = performance.now();
    for (const part of ['- ', 'a ', '"', "'", 'a:', '#', '\\'])
      for (const language of ['yaml', 'json'] as const) highlight(part.repeat(100_000), language);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
