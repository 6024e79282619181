import { useState } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import type { BuildLog } from './buildLogs.ts';
import { download, fileNameOf, textOf } from './text.ts';

/** The ways to take a log away, as far as it is written at the playhead. */
export function TakeAway({ log, position }: { log: BuildLog; position: number }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(textOf(log, position));
      setSaid('Copied');
    } catch {
      setSaid('The browser forbids it; take the file');
    }
  };
  return (
    <>
      <span className="log-said" role="status">
        {said}
      </span>
      <IconButton small icon="copy" label="Copy the log" onClick={() => void copy()} />
      <IconButton
        small
        icon="download"
        label="Download as .txt"
        onClick={() => download(fileNameOf(log), textOf(log, position))}
      />
    </>
  );
}
