import type { Path, Range } from '../diagnostics.ts';

/** An element of a JSON text with its half-open range of offsets. */
export type JsonNode =
  | { kind: 'object'; start: number; end: number; members: JsonMember[] }
  | { kind: 'array'; start: number; end: number; items: JsonNode[] }
  | { kind: 'scalar'; start: number; end: number; value: string | number | boolean | null };

/** `name: value`; offsets of the name include its quotes. */
export interface JsonMember {
  key: string;
  keyStart: number;
  keyEnd: number;
  value: JsonNode;
  /** The same name stands earlier in this object. */
  duplicate: boolean;
}

/** The plain value of a node, equal to that of `JSON.parse`; of duplicate names the last one counts. */
export function jsonValue(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(jsonValue);
  const result: Record<string, unknown> = {};
  for (let index = 0; index < node.members.length; index++) {
    const member = node.members[index];
    if (!member) continue;
    const { key, value } = member;
    if (key === '__proto__') defineMember(result, key, jsonValue(value));
    else result[key] = jsonValue(value);
  }
  return result;
}

/** For the one name that assignment would take for something else than a member. */
function defineMember(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Objects of policies have few members: looking back is cheaper than remembering. */
const FEW_MEMBERS = 12;

/** Marks members whose name stands before, and says whether there are any. */
export function markDuplicates(members: readonly JsonMember[]): boolean {
  let found = false;
  const seen = members.length > FEW_MEMBERS ? new Set<string>() : null;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (!member) continue;
    member.duplicate = seen ? seen.has(member.key) : standsBefore(members, index, member.key);
    found ||= member.duplicate;
    seen?.add(member.key);
  }
  return found;
}

function standsBefore(members: readonly JsonMember[], end: number, key: string): boolean {
  for (let index = 0; index < end; index++) if (members[index]?.key === key) return true;
  return false;
}

/** A node and what it belongs to. */
export interface NodeRef {
  node: JsonNode;
  member?: JsonMember;
  parent?: JsonNode;
}

/** The node at `path`, with the member it belongs to (if it is one). */
export function nodeAt(root: JsonNode | undefined, path: Path): NodeRef | undefined {
  let found: NodeRef | undefined = root && { node: root };
  for (const step of path) {
    const parent: JsonNode | undefined = found?.node;
    if (parent?.kind === 'object') {
      const member: JsonMember | undefined = parent.members.findLast((m) => m.key === step);
      found = member && { node: member.value, member, parent };
    } else if (parent?.kind === 'array' && typeof step === 'number') {
      const node: JsonNode | undefined = parent.items[step];
      found = node && { node, parent };
    } else return undefined;
  }
  return found;
}

/** Offsets → 1-based lines and columns (UTF-16 units). Lines end with LF, CR LF or CR. */
export function rangesOf(text: string): (start: number, end: number) => Range {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  const position = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return (start, end) => {
    const from = position(start);
    const to = position(end);
    return {
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  };
}
