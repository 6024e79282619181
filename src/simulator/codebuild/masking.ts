/** What the log shows for a secret. That it is these three letters was never seen in a log (reference: codebuild §2.4). */
const mask = '***';

/** Values from Parameter Store and Secrets Manager, and access key ids, never reach the log. Masking is by value. */
export function masked(text: string, values: readonly string[]): string {
  const hidden = text.replace(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, mask);
  return values.reduce((shown, value) => shown.replaceAll(value, mask), hidden);
}
