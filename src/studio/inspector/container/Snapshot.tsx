import { type ReactNode, useId, useState } from 'react';
import { clock, shortImage } from '../../../player/words.ts';
import type { ContainerFileContents, ContainerSnapshot } from '../../../simulator/read.ts';
import { Segmented } from '../../../ui/Segmented.tsx';
import type { Answer } from '../../../worker/client.ts';
import { FileTree } from './FileTree.tsx';
import { FileView } from './FileView.tsx';
import { filtered } from './fileTree.ts';
import { Disk, Processes } from './Machine.tsx';
import { Variables } from './Variables.tsx';

interface SnapshotProps {
  snapshot: ContainerSnapshot;
  /** The snapshot is of another moment; this one's is on its way. */
  busy: boolean;
  /** Reads a file at this moment; null: not now. */
  read: ((path: string) => Promise<Answer<ContainerFileContents | null>>) | null;
}

type Part = 'files' | 'variables' | 'processes' | 'disk';
const parts: readonly { value: Part; label: string }[] = [
  { value: 'files', label: 'Files' },
  { value: 'variables', label: 'Variables' },
  { value: 'processes', label: 'Processes' },
  { value: 'disk', label: 'Disk' },
];

/** The inside of a container at one moment, one part at a time. */
export function Snapshot({ snapshot, busy, read }: SnapshotProps) {
  const [part, setPart] = useState<Part>('files');
  const panels: Record<Part, () => ReactNode> = {
    files: () => <Files snapshot={snapshot} read={read} />,
    variables: () => <FilteredVariables snapshot={snapshot} />,
    processes: () => <Processes processes={snapshot.processes} />,
    disk: () => <Disk {...snapshot} />,
  };
  const { command, cwd, user, image, at, containerId } = snapshot;
  return (
    <div className="container-look" aria-busy={busy} data-busy={busy}>
      <p className="container-now mono">
        <span aria-hidden="true">$ </span>
        {command ?? <span className="container-between">between two commands</span>}
      </p>
      <dl className="container-facts">
        <dt>Directory</dt>
        <dd className="mono">{cwd}</dd>
        <dt>User</dt>
        <dd>
          <span className="mono">{user}</span>
          <span className="faint"> · </span>
          <span className="mono" title={`${image} · container ${containerId}`}>
            {shortImage(image)}
          </span>
          <span className="faint"> · at </span>
          <span className="mono">{clock(at)}</span>
          <span className="container-busy" role="status">
            {busy && ' looking on…'}
          </span>
        </dd>
      </dl>
      <Segmented
        label="Part of the container"
        options={parts}
        value={part}
        onChange={(next) => setPart(next)}
      />
      <div className="container-part">{panels[part]()}</div>
    </div>
  );
}

function FilterField(props: { label: string; value: string; onChange(value: string): void }) {
  const field = useId();
  return (
    <div className="field">
      <label className="visually-hidden" htmlFor={field}>
        {props.label}
      </label>
      <input
        id={field}
        type="search"
        value={props.value}
        placeholder={props.label}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  );
}

function FilteredVariables({ snapshot }: Pick<SnapshotProps, 'snapshot'>) {
  const [filter, setFilter] = useState('');
  return (
    <>
      <FilterField label="Filter variables" value={filter} onChange={setFilter} />
      <Variables variables={snapshot.variables} filter={filter} />
    </>
  );
}

function Files({ snapshot, read }: Pick<SnapshotProps, 'snapshot' | 'read'>) {
  const { files, cwd, truncatedAt } = snapshot;
  const [filter, setFilter] = useState('');
  const [changed, setChanged] = useState(false);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [open, setOpen] = useState<string | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const changes = files.filter(
    ({ change, type }) => change !== undefined && type !== 'directory',
  ).length;
  if (open !== null)
    return (
      <FileView
        path={open}
        file={files.find(({ path }) => path === open)}
        read={read}
        onBack={() => {
          setOpen(null);
          setLeft(open);
        }}
      />
    );
  const found = filter.trim() === '' && !changed ? files : filtered(files, filter, changed);
  return (
    <>
      <div className="file-filter">
        <FilterField label="Filter files" value={filter} onChange={setFilter} />
        <label>
          <input
            type="checkbox"
            checked={changed}
            onChange={(event) => setChanged(event.currentTarget.checked)}
          />
          Changed ({changes})
        </label>
      </div>
      {found.length === 0 && (
        <p className="soft">
          {files.length === 0 && 'There is no file yet.'}
          {files.length > 0 && changed && 'The last command changed no file.'}
          {files.length > 0 && !changed && 'No file matches.'}
        </p>
      )}
      {found.length > 0 && (
        <FileTree
          files={found}
          cwd={cwd}
          unfolded={found !== files}
          chosen={left ?? cwd}
          back={left !== null}
          folds={folds}
          onFold={setFolds}
          onOpen={setOpen}
        />
      )}
      {truncatedAt !== undefined && (
        <p className="soft">Only the first {truncatedAt} files are listed.</p>
      )}
    </>
  );
}
