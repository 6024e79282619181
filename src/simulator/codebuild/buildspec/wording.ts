/** The place of a YAML error, as the rules below look at it. */
interface Place {
  /** js-yaml's words. */
  reason: string;
  line: string;
  /** The nearest line with text before it. */
  before: string;
  /** Number of the next line with text, 1-based; of the last line where there is none. */
  next: number;
  isLast: boolean;
}
interface Rule {
  when: RegExp;
  and?: (place: Place) => boolean;
  says: (place: Place) => string;
  /** Whose number stands behind it; default: that of the error. */
  at?: (place: Place) => number;
}

const cannotStart = 'found character that cannot start any token';
const notAllowed = 'mapping values are not allowed in this context';
const badAlias = 'did not find expected alphabetic or numeric character';
const noColon = "could not find expected ':'";
const badIndent = /bad indentation|end of the stream or|expected ':'/;

const depth = (line: string): number => line.search(/\S|$/);
/** A key with a colon behind it, outside quotes. */
const hasKey = (line: string): boolean => /^[^'"#]*?:(\s|$)/.test(line);
/** An entry that begins with an alias. */
const alias = (line: string): RegExpExecArray | null =>
  /^\s*(?:- )*(?:[\w-]+: +)?\*([^\s,[\]{}]*)/.exec(line);
/** A plain text stands at the end, which a deeper line carries on. */
const endsPlain = (line: string): boolean => {
  const value = line.replace(/^\s*(?:- )*(?:[^'"#:\s][^'"#:]*:(?:\s+|$))?/, '');
  return value !== '' && !/^['"|>{[&*!#]/.test(value);
};
const opens = (line: string, open: string, close: string): boolean =>
  line.split(open).length > line.split(close).length;

/**
 * From js-yaml's words to those of libyaml's family, which the agent prints with the line number behind (reference: codebuild
 * §2.12; most literals unverified, compared with libyaml itself). First match wins.
 */
const rules: readonly Rule[] = [
  { when: /tab characters/, says: () => cannotStart },
  { when: badIndent, and: ({ line }) => /^\s*\t/.test(line), says: () => cannotStart },
  { when: /alias node must contain/, says: () => badAlias },
  {
    when: badIndent,
    and: ({ line }) => alias(line) !== null,
    says: ({ line }) => {
      const name = alias(line)?.[1] ?? '';
      return /^[\w-]+:?$/.test(name)
        ? `unknown anchor '${name.replace(':', '')}' referenced`
        : badAlias;
    },
  },
  {
    when: /bad indentation/,
    and: ({ line }) => /(:|^\s*-)\s+[@`%]/.test(line),
    says: () => cannotStart,
  },
  {
    when: badIndent,
    and: ({ line }) => /^\s*(- )?[^'"#:]+:\s+[^'"#]*:(\s|$)/.test(line),
    says: () => notAllowed,
  },
  {
    when: badIndent,
    and: ({ line, before, reason }) =>
      hasKey(line) &&
      endsPlain(before) &&
      (depth(line) > depth(before) || (/end of the stream/.test(reason) && !hasKey(before))),
    says: () => notAllowed,
  },
  {
    when: /indentation of a mapping|expected ':'/,
    and: ({ line }) => !hasKey(line) && !/^\s*- /.test(line) && !/^\s*['"]/.test(line),
    says: () => noColon,
    at: ({ next }) => next,
  },
  { when: /multiline key may not|implicit key|expected ':'/, says: () => noColon },
  {
    when: /deficient indentation/,
    and: ({ line, before }) => opens(line + before, '{', '}'),
    says: () => "did not find expected ',' or '}'",
  },
  {
    when: /deficient indentation/,
    and: ({ line, before }) => opens(line + before, '[', ']'),
    says: () => "did not find expected ',' or ']'",
  },
  { when: /stream within a (single|double) quoted/, says: () => 'found unexpected end of stream' },
  {
    when: /deficient indentation/,
    and: ({ isLast }) => isLast,
    says: () => 'found unexpected end of stream',
  },
  { when: /deficient indentation/, says: () => 'did not find expected node content' },
  {
    when: /end of the stream|document separator/,
    says: () => 'did not find expected <document start>',
  },
  {
    when: /bad indentation of a sequence|sequence entr/,
    says: () => "did not find expected '-' indicator",
  },
  {
    when: /bad indentation/,
    and: ({ line, before }) =>
      depth(line) === depth(before) && /^\s*- /.test(before) && !/^\s*- /.test(line),
    says: () => "did not find expected '-' indicator",
  },
  { when: /line break is expected/, says: () => 'did not find expected comment or line break' },
  { when: /bad indentation/, says: () => 'did not find expected key' },
];

/** The error as the agent words it. @param reason js-yaml's. @param number of the line, 1-based. */
export function yamlMessage(reason: string, text: string, number: number): string {
  const lines = text.split('\n');
  const isText = (line: string) => /^\s*[^\s#]/.test(line);
  const after = lines.findIndex((line, index) => index >= number && isText(line));
  const place: Place = {
    reason,
    line: lines[number - 1] ?? '',
    before: lines.slice(0, number - 1).findLast(isText) ?? '',
    next: after < 0 ? lines.length : after + 1,
    isLast: after < 0,
  };
  const rule = rules.find(({ when, and }) => when.test(reason) && (and?.(place) ?? true));
  const line = rule?.at?.(place) ?? number;
  // A text whose line breaks were lost, as in an inline buildspec, has its error in line 0 (observed log).
  const shown = text.trimEnd().includes('\n') ? line : 0;
  return `${rule?.says(place) ?? reason} at line ${shown}`;
}
