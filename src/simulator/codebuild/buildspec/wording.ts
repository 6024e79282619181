/**
 * From js-yaml's words to those of libyaml's family, which the agent prints with the line number behind
 * (reference: codebuild §2.12; most literals unverified). First match wins.
 */
const wording: [RegExp, string][] = [
  [/tab characters/, 'found character that cannot start any token'],
  [/multiline key may not|implicit key/, "could not find expected ':'"],
  [/deficient indentation/, 'did not find expected node content'],
  [/end of the stream|document separator/, 'did not find expected <document start>'],
  [
    /unexpected end of the stream within a (single|double) quoted/,
    'found unexpected end of stream',
  ],
  [/bad indentation of a sequence|sequence entr/, "did not find expected '-' indicator"],
  [/bad indentation/, 'did not find expected key'],
];

/** The error as the agent words it. @param line text of the line. @param number 1-based. */
export function yamlMessage(reason: string, line: string, number: number): string {
  const twoColons = /^\s*(- )?[^'"#:]+:\s+[^'"#]*:(\s|$)/.test(line);
  if (/bad indentation/.test(reason) && twoColons) {
    return `mapping values are not allowed in this context at line ${number}`;
  }
  if (/bad indentation/.test(reason) && /:\s*[@`%]/.test(line)) {
    return `found character that cannot start any token at line ${number}`;
  }
  const known = wording.find(([pattern]) => pattern.test(reason));
  return `${known?.[1] ?? reason} at line ${number}`;
}
