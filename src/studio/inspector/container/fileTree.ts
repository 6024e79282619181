/** The files of a container as a tree, and the rows of it that are on the screen. */
import type { ContainerFile } from '../../../simulator/read.ts';

export interface FileNode {
  path: string;
  /** What is said of it in its place: `src`, or `codebuild/output` where a folder holds nothing but the next one. */
  name: string;
  type: ContainerFile['type'];
  /** Bytes; of a folder all that lies in it. */
  size: number;
  change?: ContainerFile['change'];
  /** Changes within a folder. */
  changes: number;
  children: FileNode[];
}

/** A row of the tree, with its place as ARIA wants it. */
export interface TreeRow {
  node: FileNode;
  level: number;
  position: number;
  siblings: number;
  /** Absent on files. */
  expanded?: boolean;
  parent: string | null;
}

/** @param files sorted by path; folders that are not listed are made */
export function fileTree(files: readonly ContainerFile[]): FileNode[] {
  const root: FileNode = {
    path: '',
    name: '',
    type: 'directory',
    size: 0,
    changes: 0,
    children: [],
  };
  const known = new Map<string, FileNode>([['', root]]);
  const folderOf = (path: string): FileNode => {
    const found = known.get(path);
    if (found !== undefined) return found;
    return add({ path, type: 'directory', size: 0 });
  };
  const add = ({ path, type, size, change }: ContainerFile): FileNode => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const cut = path.lastIndexOf('/');
    const node: FileNode = {
      path,
      name: path.slice(cut + 1),
      type,
      size,
      changes: 0,
      children: [],
    };
    if (change !== undefined) node.change = change;
    known.set(path, node);
    folderOf(path.slice(0, Math.max(0, cut))).children.push(node);
    return node;
  };
  for (const file of files) if (file.path.startsWith('/') && file.path !== '/') add(file);
  return finish(root).children.map(joined);
}

/** Adds up sizes and changes from below; folders come before files. */
function finish(node: FileNode): FileNode {
  for (const child of node.children) {
    finish(child);
    if (child.change !== 'removed') node.size += child.size;
    node.changes +=
      child.changes + (child.change === undefined || child.children.length > 0 ? 0 : 1);
  }
  const rank = ({ type }: FileNode) => (type === 'directory' ? 0 : 1);
  node.children.sort((a, b) => rank(a) - rank(b));
  return node;
}

/** Folders in a row that hold nothing but the next one are one row. */
function joined(node: FileNode): FileNode {
  let { name } = node;
  let at = node;
  for (let only = at.children[0]; only !== undefined; only = at.children[0]) {
    if (at.children.length > 1 || only.type !== 'directory') break;
    name += `/${only.name}`;
    at = only;
  }
  return { ...at, name, children: at.children.map(joined) };
}

/** Rows in view, top to bottom. */
export function rowsOf(tree: readonly FileNode[], isOpen: (path: string) => boolean): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (nodes: readonly FileNode[], level: number, parent: string | null): void => {
    for (const [index, node] of nodes.entries()) {
      const folder = node.type === 'directory';
      const expanded = folder && isOpen(node.path);
      rows.push({
        node,
        level,
        position: index + 1,
        siblings: nodes.length,
        parent,
        ...(folder && { expanded }),
      });
      if (expanded) visit(node.children, level + 1, node.path);
    }
  };
  visit(tree, 1, null);
  return rows;
}

/** Folders of which nobody wants to see everything at once. */
const crowded = /\/(node_modules|\.git|\.cache|\.npm)(\/|$)/;

/** Folders that are open at first: the way to where the shell stands, and to what changed. */
export function openAtFirst(files: readonly ContainerFile[], cwd: string): ReadonlySet<string> {
  const open = new Set<string>();
  const openTo = (path: string) => {
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) open.add(at);
  };
  openTo(cwd);
  for (const { path, change } of files)
    if (change !== undefined && !crowded.test(path)) openTo(path.slice(0, path.lastIndexOf('/')));
  return open;
}

/** Files whose path holds a text, whatever its case. @param changed only those that changed */
export function filtered(
  files: readonly ContainerFile[],
  text: string,
  changed: boolean,
): ContainerFile[] {
  const wanted = text.trim().toLowerCase();
  return files.filter(
    ({ path, change, type }) =>
      (!changed || change !== undefined) &&
      (wanted === '' || (type !== 'directory' && path.toLowerCase().includes(wanted))),
  );
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];
/** `0 B`, `1.2 kB`, `64 GB`: powers of 1000, as disks are sold. @param bytes */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const text = value.toFixed(unit === 0 || value >= 99.5 ? 0 : 1).replace(/\.0$/, '');
  return `${text} ${units[unit]}`;
}
