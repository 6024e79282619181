import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ContainerFile } from '../../../simulator/read.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { ChangeBadge } from './ChangeBadge.tsx';
import { fileTree, openAtFirst, rowsOf, sizeText, type TreeRow } from './fileTree.ts';
import { moveFor } from './treeKeys.ts';

interface FileTreeProps {
  files: readonly ContainerFile[];
  /** Where the shell stands. */
  cwd: string;
  /** Show everything: the files were chosen by a filter. */
  unfolded: boolean;
  /** The row that has the focus first. */
  chosen: string;
  /** The reader comes back to that row from its file. */
  back: boolean;
  /** Folders that the reader opened (true) and closed (false). */
  folds: ReadonlyMap<string, boolean>;
  onFold(folds: ReadonlyMap<string, boolean>): void;
  onOpen(path: string): void;
}

/** Rows on the screen; whoever has more of them filters. */
const most = 400;

/** The files as a tree with one tab stop. */
export function FileTree(props: FileTreeProps) {
  const { files, cwd, unfolded, chosen, back, folds, onFold, onOpen } = props;
  const tree = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<string | null>(chosen);
  const nodes = useMemo(() => fileTree(files), [files]);
  const first = useMemo(() => openAtFirst(files, cwd), [files, cwd]);
  const rows = rowsOf(nodes, (path) => folds.get(path) ?? (unfolded || first.has(path)));
  const shown = rows.slice(0, most);
  const known = shown.findIndex(({ node }) => node.path === wanted);
  const active = Math.max(0, known);

  useEffect(() => {
    if (back) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [back]);

  const fold = (paths: readonly string[], open: boolean) => {
    const next = new Map(folds);
    for (const path of paths) next.set(path, open);
    onFold(next);
  };
  const act = ({ node, expanded }: TreeRow) => {
    setWanted(node.path);
    if (expanded === undefined) onOpen(node.path);
    else fold([node.path], !expanded);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = shown[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(row);
      return;
    }
    const move = moveFor(event.key, shown, active);
    if (move === null) return;
    event.preventDefault();
    if ('toggle' in move) fold([move.toggle], move.open);
    else if ('openAll' in move) fold(move.openAll, true);
    else {
      const path = shown[move.go]?.node.path ?? null;
      setWanted(path);
      tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[move.go]?.focus();
    }
  };
  const onClick = ({ target }: MouseEvent) => {
    const at =
      target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
    const row = at == null ? undefined : shown[Number(at)];
    if (row !== undefined) act(row);
  };
  return (
    <>
      <div
        ref={tree}
        className="file-tree"
        role="tree"
        aria-label="Files"
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {shown.map((row, index) => {
          const { node, level, position, siblings, expanded } = row;
          const { path, name, type, size, change, changes } = node;
          return (
            <div
              key={path}
              role="treeitem"
              className="file-row"
              aria-level={level}
              aria-posinset={position}
              aria-setsize={siblings}
              aria-expanded={expanded}
              aria-selected={path === wanted}
              tabIndex={index === active ? 0 : -1}
              title={path}
              data-type={type}
              data-change={change}
              style={{ paddingLeft: `${(level - 1) * 12 + 2}px` }}
              data-row={index}
            >
              <span className="file-fold" data-open={expanded}>
                {expanded !== undefined && <Icon name="down" size={12} />}
              </span>
              <span className="file-name">{name}</span>
              {path === cwd && <span className="file-here">here</span>}
              {change !== undefined && <ChangeBadge change={change} />}
              {expanded === false && changes > 0 && (
                <span className="file-changes">
                  {changes}
                  <span className="visually-hidden"> changed inside</span>
                </span>
              )}
              <span className="file-size">{sizeText(size)}</span>
            </div>
          );
        })}
      </div>
      {rows.length > most && (
        <p className="soft">and {rows.length - most} more rows: filter to see them</p>
      )}
    </>
  );
}
