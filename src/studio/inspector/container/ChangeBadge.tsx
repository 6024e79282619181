import type { FileChange } from '../../../simulator/read.ts';

const letters: Record<FileChange, string> = { added: 'A', changed: 'M', removed: 'D' };

/** What the last command did to a file: a letter for the eye, a word for everybody. */
export function ChangeBadge({ change }: { change: FileChange }) {
  return (
    <span className="file-change" data-change={change} title={change}>
      <span aria-hidden="true">{letters[change]}</span>
      <span className="visually-hidden"> {change} </span>
    </span>
  );
}
