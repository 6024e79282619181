import { clock } from '../../../player/words.ts';
import type { ContainerSnapshot } from '../../../simulator/read.ts';
import { type FileNode, fileTree, sizeText } from './fileTree.ts';

/** What runs in the container now. */
export function Processes({ processes }: Pick<ContainerSnapshot, 'processes'>) {
  if (processes.length === 0) return <p className="soft">Nothing runs between two commands.</p>;
  return (
    <ul className="processes" aria-label="Processes">
      {processes.map(({ pid, user, command, startedAt }) => (
        <li key={pid}>
          <span className="mono">{command}</span>
          <span className="faint">
            pid {pid} · {user} · since {clock(startedAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Folders that are named. */
const most = 6;

/** How much of the disk is used, and what takes the room. */
export function Disk({ disk, files, cwd }: Pick<ContainerSnapshot, 'disk' | 'files' | 'cwd'>) {
  const part = disk.total === 0 ? 0 : Math.min(1, disk.used / disk.total);
  const largest = within(fileTree(files), cwd)
    .toSorted((a, b) => b.size - a.size)
    .filter(({ size }) => size > 0)
    .slice(0, most);
  return (
    <>
      <p>
        {sizeText(disk.used)} of {sizeText(disk.total)} used
        <span className="faint"> · without the image’s own programs</span>
      </p>
      <span className="disk-bar" aria-hidden="true">
        <i style={{ width: `${part * 100}%` }} />
      </span>
      {largest.length > 0 && (
        <>
          <h3>Largest in {cwd}</h3>
          <ul className="largest">
            {largest.map(({ path, name, type, size }) => (
              <li key={path} className="mono">
                {name}
                {type === 'directory' && '/'} <span className="file-size">{sizeText(size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What lies directly in a folder. */
function within(nodes: readonly FileNode[], path: string): readonly FileNode[] {
  const next = nodes.find((node) => path === node.path || path.startsWith(`${node.path}/`));
  if (next === undefined)
    return path.startsWith('/') ? nodes.filter((n) => n.path.startsWith(path)) : [];
  return next.path === path ? next.children : within(next.children, path);
}
