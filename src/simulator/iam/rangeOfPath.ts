import type { Path, Range } from '../diagnostics.ts';
import { parseJson } from './json.ts';
import { nodeAt, rangesOf } from './jsonTree.ts';

/**
 * Where the element at `path` stands in a JSON text (the value, without its name), for editors and source links.
 * Undefined when the text has no such element. Works on text with mistakes, too.
 */
export function rangeOfPath(text: string, path: Path): Range | undefined {
  const found = nodeAt(parseJson(text).root, path);
  return found && rangesOf(text)(found.node.start, found.node.end);
}
