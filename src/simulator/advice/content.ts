/** A document as a value: it may be given as JSON text. Undefined for text that is no JSON. */
export function documentContent(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document) as unknown;
  } catch {
    return undefined;
  }
}
