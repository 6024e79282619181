import { useEffect, useMemo, useRef, useState } from 'react';
import type { ContainerFile, ContainerFileContents } from '../../../simulator/read.ts';
import { Button } from '../../../ui/Button.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import type { Answer } from '../../../worker/client.ts';
import { Diff } from '../diff/Diff.tsx';
import { ChangeBadge } from './ChangeBadge.tsx';
import { sizeText } from './fileTree.ts';
import { useLook } from './useLook.ts';

interface FileViewProps {
  path: string;
  /** As the tree has it; undefined: it is not there at this moment. */
  file: ContainerFile | undefined;
  /** The same function for the same moment. */
  read: ((path: string) => Promise<Answer<ContainerFileContents | null>>) | null;
  onBack(): void;
}

const views = [
  { value: 'diff', label: 'What changed' },
  { value: 'file', label: 'Whole file' },
] as const;
/** Bytes; a longer file is not read at all. */
const longest = 256 * 1024;

/** One file at this moment, and what the last command did to it. */
export function FileView({ path, file, read, onBack }: FileViewProps) {
  const head = useRef<HTMLHeadingElement>(null);
  const [view, setView] = useState<'diff' | 'file'>('diff');
  const ask = useMemo(() => (read === null ? null : () => read(path)), [read, path]);
  const { answer, fresh } = useLook(ask, path);
  useEffect(() => head.current?.focus(), []);
  const contents = answer?.ok ? answer.value : null;
  const differs = typeof contents?.before === 'string' && contents.text !== null;
  return (
    <section
      className="file-view"
      aria-label={`File ${path}`}
      aria-busy={!fresh}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onBack();
      }}
    >
      <div className="file-head">
        <Button small onClick={onBack}>
          ‹ Files
        </Button>
        <h3 ref={head} tabIndex={-1} className="mono">
          {path}
        </h3>
        {file?.change && <ChangeBadge change={file.change} />}
        {contents && <span className="file-size">{sizeText(contents.size)}</span>}
      </div>
      {answer === null && <p className="soft">Reading…</p>}
      {answer?.ok === false && <p role="alert">{answer.failure.message}</p>}
      {answer?.ok && contents === null && <p className="soft">It is not there at this moment.</p>}
      {differs && (
        <Segmented label="Show" options={views} value={view} onChange={(next) => setView(next)} />
      )}
      {contents && <Contents contents={contents} whole={view === 'file'} />}
    </section>
  );
}

function Contents({ contents, whole }: { contents: ContainerFileContents; whole: boolean }) {
  const { path, text, before, size } = contents;
  if (typeof before === 'string' && (text === null || !whole))
    return <Diff label={`What changed in ${path}`} before={before} after={text ?? ''} />;
  if (text === null)
    return <p className="soft">{size > longest ? 'Too long to show.' : 'This is not a text.'}</p>;
  if (text === '') return <p className="soft">The file is empty.</p>;
  return <pre className="file-text">{text}</pre>;
}
