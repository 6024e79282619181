import type { Edit, Node, ParseError } from 'jsonc-parser';
import { applyEdits as applyTextEdits, parseTree } from 'jsonc-parser';
import type { Path } from '../diagnostics.ts';
import { type Style, styleOf, write } from './jsonStyle.ts';
import type { PolicyEdit } from './types.ts';

/**
 * The text of a JSON document with the edits made, and everything else as it was typed: indentation, line ends, lists on
 * one line. Gives the document that `applyEdit` gives. Text that is not JSON stays as it is; empty text takes a whole
 * document (`path: []`).
 */
export function editText(text: string, edits: readonly PolicyEdit[]): string {
  return edits.reduce((current, edit) => {
    const root = treeOf(current);
    if (root === undefined && (edit.path.length > 0 || current.trim() !== '')) return current;
    const change = changeFor(current, root, edit);
    return change === null ? current : applyTextEdits(current, [change]);
  }, text);
}

function treeOf(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  return errors.length === 0 ? root : undefined;
}

function changeFor(text: string, root: Node | undefined, edit: PolicyEdit): Edit | null {
  const style = styleOf(text);
  if (root === undefined || edit.path.length === 0) {
    const content = edit.op === 'set' ? write(edit.value, style, '') : '';
    return { offset: 0, length: text.length, content };
  }
  return edit.op === 'set'
    ? setting(text, root, edit.path, edit.value, style)
    : removing(root, edit.path);
}

/** Walks to the value at the path as far as there is one, and writes the rest. */
function setting(text: string, root: Node, path: Path, value: unknown, style: Style): Edit | null {
  let at = root;
  for (const [depth, step] of path.entries()) {
    const next = stepInto(at, step);
    if (next === undefined) {
      const rest = path.slice(depth + 1);
      return rest.every((key) => typeof key === 'string')
        ? inserting(text, at, step, nest(rest, value), style)
        : null;
    }
    at = next;
  }
  const content = write(value, style, indentAt(text, at.offset), isOneLine(text, at));
  return { offset: at.offset, length: at.length, content };
}

/** `value` inside objects for the keys that are not there yet. */
const nest = (keys: Path, value: unknown): unknown =>
  keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** The element; of names that stand twice the last one, as `JSON.parse` has it. */
function stepInto(node: Node, step: string | number): Node | undefined {
  const { type, children = [] } = node;
  if (typeof step === 'number') return type === 'array' ? children[step] : undefined;
  if (type !== 'object') return undefined;
  return children.findLast((member) => member.children?.[0]?.value === step)?.children?.[1];
}

function inserting(
  text: string,
  parent: Node,
  step: string | number,
  value: unknown,
  style: Style,
): Edit | null {
  const { children = [] } = parent;
  const suits = parent.type === (typeof step === 'number' ? 'array' : 'object');
  if (!suits || (typeof step === 'number' && step !== children.length)) return null;
  const last = children.at(-1);
  const name = typeof step === 'string' ? `${JSON.stringify(step)}${style.colon}` : '';
  if (last === undefined) return filling(text, parent, name, value, style);
  const first = children[0] ?? last;
  const broken = text.slice(parent.offset, first.offset).includes('\n');
  const indent = indentAt(text, last.offset);
  const before = broken ? style.eol + indent : style.gap;
  const scalars = children.every((child) => child.children === undefined);
  const content = `,${before}${name}${write(value, style, indent, !broken && scalars)}`;
  return { offset: last.offset + last.length, length: 0, content };
}

/** The first member of an object or the first item of a list. */
function filling(text: string, parent: Node, name: string, value: unknown, style: Style): Edit {
  const outer = indentAt(text, parent.offset);
  const inner = outer + style.indent;
  const broken = style.eol !== '' && typeof value === 'object' && value !== null;
  const content = broken
    ? `${style.eol}${inner}${name}${write(value, style, inner)}${style.eol}${outer}`
    : `${name}${write(value, style, inner)}`;
  return { offset: parent.offset + 1, length: parent.length - 2, content };
}

function removing(root: Node, path: Path): Edit | null {
  const step = path.at(-1);
  let parent: Node | undefined = root;
  for (const key of path.slice(0, -1)) parent = parent && stepInto(parent, key);
  if (parent === undefined || step === undefined) return null;
  const { children = [] } = parent;
  const value = stepInto(parent, step);
  const index = children.findIndex((child) => child === value || child.children?.[1] === value);
  const node = children[index];
  if (value === undefined || node === undefined) return null;
  const next = children[index + 1];
  const previous = children[index - 1];
  const from = next || !previous ? node.offset : previous.offset + previous.length;
  const end = next ? next.offset : node.offset + node.length;
  if (next || previous) return { offset: from, length: end - from, content: '' };
  return { offset: parent.offset + 1, length: parent.length - 2, content: '' };
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

const isOneLine = (text: string, node: Node): boolean =>
  node.children !== undefined && !text.slice(node.offset, node.offset + node.length).includes('\n');
