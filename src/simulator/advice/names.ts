import type { StatementTrace } from '../iam/types.ts';

interface Name {
  form: RegExp;
  words: (...parts: string[]) => string;
}
const NAMES: readonly Name[] = [
  { form: /^role:.+?\/policy:(.+)$/, words: (policy) => policy },
  { form: /^role:(.+)\/boundary$/, words: (role) => `the permissions boundary of ${role}` },
  { form: /^managed:.*\/(.+)$/, words: (policy) => policy },
  { form: /^trust:(.+)$/, words: (role) => `the trust policy of ${role}` },
  { form: /^([a-z]+):(.+)\/policy$/, words: (kind, name) => `the policy of the ${kind} ${name}` },
];

/** What people call a document: `WebBuild`, `the trust policy of web-build-role`, `the policy of the bucket site`. */
export function nameOf(document: string): string {
  for (const { form, words } of NAMES) {
    const found = form.exec(document);
    if (found) return words(...found.slice(1));
  }
  return document;
}

/** What people call a statement: its Sid, or its place. */
export const statementName = ({ sid, index, policy }: StatementTrace): string =>
  sid ?? `statement ${index + 1} of ${nameOf(policy)}`;

/** The last part of an ARN, for titles: `acme-web-site/*`, `role/web-build-role`. Other text stays as it is. */
export function shortName(text: string): string {
  const parts = text.split(':');
  return text.startsWith('arn:') && parts.length >= 6 ? parts.slice(5).join(':') : text;
}
