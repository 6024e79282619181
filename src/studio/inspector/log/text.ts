/** A log as a text to take away, and the ways to take it. */
import { type BuildLog, rowsAt, textAt } from './buildLogs.ts';

/** The log as CloudWatch has it after `position` events: line by line, word for word. */
export function textOf(log: BuildLog, position: number): string {
  return log.rows
    .slice(0, rowsAt(log, position))
    .filter(({ delivered }) => delivered)
    .map((row) => `${textAt(row, position)}\n`)
    .join('');
}

/** Name of the file: the log stream's, without what file systems do not take. */
export const fileNameOf = ({ stream, buildId }: BuildLog): string =>
  `${(stream || buildId).replace(/[^\w.-]+/g, '_')}.txt`;

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
