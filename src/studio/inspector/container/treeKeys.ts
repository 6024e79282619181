/** What the keys do in a tree (ARIA Authoring Practices, "Tree View Pattern"). */
import type { TreeRow } from './fileTree.ts';

/** What comes of a key: another row, a folder that opens or closes, or all of them beside it that open. */
export type TreeMove = { go: number } | { toggle: string; open: boolean } | { openAll: string[] };

type Key = (rows: readonly TreeRow[], at: number) => TreeMove | null;

const keys: Record<string, Key> = {
  ArrowDown: (rows, at) => ({ go: Math.min(rows.length - 1, at + 1) }),
  ArrowUp: (_rows, at) => ({ go: Math.max(0, at - 1) }),
  Home: () => ({ go: 0 }),
  End: (rows) => ({ go: rows.length - 1 }),
  ArrowRight: (rows, at) => {
    const row = rows[at];
    if (row?.expanded === undefined) return { go: at };
    if (!row.expanded) return { toggle: row.node.path, open: true };
    return { go: row.node.children.length > 0 ? at + 1 : at };
  },
  ArrowLeft: (rows, at) => {
    const row = rows[at];
    if (row?.expanded === true) return { toggle: row.node.path, open: false };
    const parent = rows.findIndex(({ node }) => node.path === row?.parent);
    return { go: parent < 0 ? at : parent };
  },
  '*': (rows, at) => ({
    openAll: rows
      .filter(({ parent, expanded }) => parent === rows[at]?.parent && expanded === false)
      .map(({ node }) => node.path),
  }),
};

/** A letter goes to the next row that begins with it. */
function seek(rows: readonly TreeRow[], at: number, letter: string): TreeMove | null {
  const wanted = letter.toLowerCase();
  const after = [...rows.keys()].map((step) => (at + 1 + step) % rows.length);
  const found = after.find((index) => rows[index]?.node.name.toLowerCase().startsWith(wanted));
  return found === undefined ? null : { go: found };
}

/** @returns null: not a key of the tree */
export function moveFor(key: string, rows: readonly TreeRow[], at: number): TreeMove | null {
  if (Object.hasOwn(keys, key)) return keys[key]?.(rows, at) ?? null;
  return /^\S$/.test(key) ? seek(rows, at, key) : null;
}
