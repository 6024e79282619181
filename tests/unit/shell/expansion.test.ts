import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArithmeticProblem, evaluate } from '../../../src/simulator/shell/expand/arithmetic.ts';
import { splitFields } from '../../../src/simulator/shell/expand/fields.ts';
import {
  compilePattern,
  matchEnds,
  matches,
  matchStarts,
  quotePattern,
} from '../../../src/simulator/shell/expand/pattern.ts';
import { prepare } from '../../../src/simulator/shell/parse/prepare.ts';
import { run } from './support/container.ts';

const letters = fc
  .array(fc.constantFrom('a', 'b', 'c', '.'), { maxLength: 8 })
  .map((p) => p.join(''));

describe('patterns', () => {
  const part = fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[!a]', '[a-c]', '\\*');
  const pattern = fc.array(part, { maxLength: 6 });
  const source = (parts: string[]) =>
    parts
      .map((p) => ({ '*': '.*', '?': '.', '[!a]': '[^a]', '.': '\\.', '\\*': '\\*' })[p] ?? p)
      .join('');

  it('match as the same regular expression does', () => {
    fc.assert(
      fc.property(pattern, letters, (parts, text) => {
        const compiled = compilePattern(parts.join(''));
        expect(matches(compiled, text)).toBe(new RegExp(`^(?:${source(parts)})$`).test(text));
      }),
    );
  });

  it('find every prefix and suffix', () => {
    fc.assert(
      fc.property(pattern, letters, (parts, text) => {
        const compiled = compilePattern(parts.join(''));
        const whole = new RegExp(`^(?:${source(parts)})$`);
        const positions = Array.from({ length: text.length + 1 }, (_, i) => i);
        expect(matchEnds(compiled, text, 0)).toEqual(
          positions.filter((i) => whole.test(text.slice(0, i))),
        );
        expect(matchStarts(compiled, text)).toEqual(
          positions.filter((i) => whole.test(text.slice(i))),
        );
      }),
    );
  });

  it('match any text once it is quoted', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(matches(compilePattern(quotePattern(text), true), text)).toBe(true);
      }),
    );
  });

  it('know the groups of extglob', () => {
    const all = ['', 'a', 'b', 'ab', 'aab', 'abab', 'c'];
    const hits = (text: string) => all.filter((one) => matches(compilePattern(text, true), one));
    expect(hits('@(a|b)')).toEqual(['a', 'b']);
    expect(hits('?(a)b')).toEqual(['b', 'ab']);
    expect(hits('*(a|b)')).toEqual(['', 'a', 'b', 'ab', 'aab', 'abab']);
    expect(hits('+(ab)')).toEqual(['ab', 'abab']);
    expect(hits('!(a*)')).toEqual(['', 'b', 'c']);
  });

  it('never take exponential time', () => {
    const started = performance.now();
    expect(matches(compilePattern(`${'*a'.repeat(40)}b`), 'a'.repeat(3000))).toBe(false);
    expect(matches(compilePattern(`+(${'+(a|a)|'.repeat(5)}a)b`, true), 'a'.repeat(300))).toBe(
      false,
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('arithmetic', () => {
  const names = (values: Record<string, string> = {}) => ({
    get: (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined),
    set: (name: string, value: string) => {
      values[name] = value;
    },
  });

  it('computes in 64-bit integers', () => {
    const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const operator = fc.constantFrom('+', '-', '*', '&', '|', '^');
    fc.assert(
      fc.property(big, operator, big, (a, op, b) => {
        const apply: Record<string, bigint> = {
          '+': a + b,
          '-': a - b,
          '*': a * b,
          '&': a & b,
          '|': a | b,
          '^': a ^ b,
        };
        const text = `A ${op} B`;
        const value = evaluate(text, names({ A: String(a), B: String(b) }), 'bash');
        expect(value).toBe(BigInt.asIntN(64, apply[op] ?? 0n));
      }),
    );
  });

  it('knows precedence and does not evaluate what does not count', () => {
    const values = { x: '1' };
    expect(evaluate('1 + 2 * 3 - 4 / 2 % 2', names(), 'dash')).toBe(7n);
    expect(evaluate('1 < 2 && 3 > 2 || 0', names(), 'dash')).toBe(1n);
    expect(evaluate('0 && (x = 5) || 1 ? 7 : (x = 6)', names(values), 'dash')).toBe(7n);
    expect(values.x).toBe('1');
    expect(evaluate('2 ** 3 ** 2', names(), 'bash')).toBe(512n);
  });

  it('ends in a message of the shell, never in a fault of ours', () => {
    const text = fc.array(
      fc.constantFrom(
        '1',
        'x',
        '+',
        '-',
        '*',
        '/',
        '(',
        ')',
        '?',
        ':',
        '=',
        '&&',
        '[',
        ']',
        '#',
        ' ',
        '0x',
        ',',
        '++',
        '**',
        'é',
      ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(text, fc.constantFrom('dash', 'bash'), (parts, dialect) => {
        try {
          expect(typeof evaluate(parts.join(''), names({ x: 'x+1' }), dialect as 'dash')).toBe(
            'bigint',
          );
        } catch (error) {
          expect(error).toBeInstanceOf(ArithmeticProblem);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('field splitting', () => {
  it('splits at white space as JavaScript does', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '\t', '\n'), { maxLength: 12 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(text, (value) => {
        const fields = splitFields([{ text: value, quoted: false, split: true }], ' \t\n');
        expect(fields.map((field) => field.text)).toEqual(
          value.split(/\s+/).filter((f) => f !== ''),
        );
      }),
    );
  });

  it('leaves quoted text whole, also when it is empty', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(splitFields([{ text: value, quoted: true, split: false }], ' \t\n')).toHaveLength(1);
      }),
    );
    expect(splitFields([{ text: '', quoted: false, split: true }], ' ')).toEqual([]);
  });
});

describe('spellings that just-bash misreads', () => {
  it("dash's $ before quotes is a plain character outside of quotes and comments only", () => {
    expect(prepare(`echo $'a' "$'b'" '$"c' \\$'d' # $'e'\n$"f"`, true)).toBe(
      `echo \\$'a' "$'b'" '$"c' \\$'d' # $'e'\n\\$"f"`,
    );
    expect(prepare(`echo $'a'`, false)).toBe(`echo $'a'`);
  });

  it('$# inside a substitution is no comment', async () => {
    const counted = ['$', '{#}'].join('');
    expect(prepare(`x=$(echo $# '$#' "$#") # $(a $#)`, false)).toBe(
      `x=$(echo ${counted} '$#' "${counted}") # $(a $#)`,
    );
    expect((await run('set -- a b; x=$(echo $# "$#" \'$#\'); echo "$x $#"')).out).toBe(
      '2 2 $# 2\n',
    );
  });

  it('assignments in the words of for and case are words', async () => {
    const command =
      'for kv in A=1 $(echo x) "B=2" C=3; do export "$kv" 2>/dev/null || echo "$kv"; done; echo $A$B$C; case a=b in a=*) echo hit;; esac; D=4 true; for i in 1; do E=5; done; echo $E';
    expect((await run(command, { dialect: 'bash' })).out).toBe('123\nhit\n5\n');
  });

  it('leaves all other text alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, dash) => {
        if (/[$=]/.test(text)) return;
        expect(prepare(text, dash)).toBe(text);
      }),
    );
  });
});
