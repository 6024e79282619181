import { memo, useState } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import { Approximate } from '../Approximate.tsx';
import type { LogOrigin, LogRow } from './buildLogs.ts';
import { cutAt } from './search.ts';

/** Characters of one line that are drawn; copying and the file have all of them. */
const longest = 4000;

/** Who wrote it, as a sign before the line and as a word. */
const writers: Record<LogOrigin, { sign: string; word: string }> = {
  agent: { sign: '›', word: 'agent' },
  stdout: { sign: '', word: 'output' },
  stderr: { sign: '!', word: 'standard error' },
};
/** The agent's own time stamp: `[Container] 2026/07/14 09:57:49.017319 `. */
const stamp = /^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d+ /;

export interface LogLineProps {
  row: LogRow;
  /** As far as it is written at the playhead. */
  text: string;
  /** Time of day (UTC), with the day as a tooltip; null: no such column. */
  time: string | null;
  pattern: RegExp | null;
  id: string;
  place: number;
  active: boolean;
  /** The event at the playhead wrote it. */
  current: boolean;
  /** The search stands here. */
  found: boolean;
  /** It is written after the playhead. */
  later: boolean;
}

/** One line of the log. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { row, text, time, pattern, id, place, active, current, found, later } = props;
  const { sign, word } = writers[row.origin];
  return (
    <tr
      id={id}
      className="log-line"
      tabIndex={-1}
      aria-level={2}
      aria-rowindex={place + 1}
      aria-selected={active}
      aria-current={current || undefined}
      data-place={place}
      data-origin={row.origin}
      data-failed={row.failed && !later}
      data-found={found}
      data-later={later}
      data-lost={!row.delivered}
    >
      {time !== null && (
        <td className="log-time" title={time}>
          {time.slice(11, 23)}
        </td>
      )}
      <td className="log-message">
        <span className="log-sign" aria-hidden="true">
          {later ? '' : row.failed ? '✕' : sign}
        </span>
        <span className="visually-hidden">{saysWhat(props, word)}</span>
        <Text text={text} pattern={pattern} short={time !== null && row.origin === 'agent'} />
        {!later && <Approximate message={text} />}
        {row.assumed && <span className="assumed">assumed: {row.assumed}</span>}
        {active && <CopyLine text={text} />}
      </td>
    </tr>
  );
});

function saysWhat({ row, later, text }: LogLineProps, writer: string): string {
  const words = [
    later && 'later',
    !row.delivered && 'never reached CloudWatch',
    row.failed && !later && 'failed',
    row.origin !== 'stdout' && writer,
    text.trim() === '' && 'empty line',
  ].filter(Boolean);
  return words.length === 0 ? '' : `${words.join(', ')}: `;
}

/** @param short the time has its own column: the agent's stamp would say it twice */
function Text({ text, pattern, short }: { text: string; pattern: RegExp | null; short: boolean }) {
  const prefix = stamp.exec(text)?.[0] ?? '';
  const message = text.slice(prefix.length, prefix.length + longest);
  const left = text.length - prefix.length - message.length;
  return (
    <>
      {prefix !== '' && (
        <span className="log-stamp">
          {short ? '[Container] ' : <Marked text={prefix} pattern={pattern} />}
        </span>
      )}
      <Marked text={message} pattern={pattern} />
      {left > 0 && (
        <span className="assumed">… and {left} more characters; the file has them all</span>
      )}
    </>
  );
}

/** A text with what is searched for lit. */
function Marked({ text, pattern }: { text: string; pattern: RegExp | null }) {
  const pieces = cutAt(text, pattern);
  if (pieces.length === 1) return text;
  let at = 0;
  return pieces.map((piece, index) => {
    const from = at;
    at += piece.length;
    return index % 2 === 1 ? <mark key={from}>{piece}</mark> : <span key={from}>{piece}</span>;
  });
}

/** For those without a keyboard; with one, the usual keys copy the line. */
function CopyLine({ text }: { text: string }) {
  const [done, setDone] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone(true),
      () => setDone(false),
    );
  return (
    <button
      type="button"
      className="log-copy"
      tabIndex={-1}
      aria-label={done ? 'Line copied' : 'Copy this line'}
      title={done ? 'Copied' : 'Copy this line'}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      <Icon name={done ? 'check' : 'copy'} size={12} />
    </button>
  );
}
