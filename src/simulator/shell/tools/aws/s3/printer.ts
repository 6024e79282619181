import type { ToolContext } from '../../../types.ts';
import { exitCodes } from '../errors.ts';
import type { TransferOptions } from './options.ts';
import { humanSize } from './size.ts';

/** Prints how a transfer goes, and counts. */
export interface Printer {
  /** The bytes of one file are over. */
  progress(bytes: number): void;
  success(line: string): void;
  failure(line: string, bytes: number): void;
  dryRun(line: string): void;
  /** A file that is left out: exit code 2 when nothing worse happens. */
  warning(text: string): void;
  /** Ends the whole command. */
  fatal(text: string): void;
  /** 0; 1 when something failed; 2 when a file was left out. */
  exitCode(): number;
}

/**
 * The lines of `aws s3`. Progress is one line that overwrites itself (`\r`), and a result that is shorter than the progress
 * before it is padded with spaces; a build's log keeps all of it. Real progress comes every 256 KiB, here once per file.
 */
export function makePrinter(
  ctx: ToolContext,
  show: TransferOptions['show'],
  expected: { files: number; bytes: number },
): Printer {
  const startedAt = ctx.host.clock.now();
  const done = { files: 0, bytes: 0, failedBytes: 0, failures: 0, warnings: 0 };
  let speed = 0;
  let width = 0;

  const padded = (text: string) => text.padEnd(width, ' ');
  const showProgress = () => {
    if (show !== 'all') return;
    const remaining = `${expected.files - done.files} file(s) remaining`;
    const line =
      expected.bytes > 0
        ? `Completed ${humanSize(done.bytes + done.failedBytes)}/${humanSize(expected.bytes)} (${humanSize(speed)}/s) with ${remaining}`
        : `Completed ${done.files} file(s) with ${remaining}`;
    const statement = padded(line);
    width = statement.length;
    ctx.stdout(`${statement}\r`);
  };
  const after = () => {
    width = 0;
    if (done.files < expected.files) showProgress();
  };
  return {
    progress(bytes) {
      if (bytes === 0) return;
      done.bytes += bytes;
      const seconds = (ctx.host.clock.now() - startedAt) / 1000;
      if (seconds > 0) speed = done.bytes / seconds;
      showProgress();
    },
    success(line) {
      done.files++;
      if (show === 'errors' || show === 'nothing') return;
      ctx.stdout(`${padded(line)}\n`);
      after();
    },
    failure(line, bytes) {
      done.files++;
      done.failures++;
      done.failedBytes += bytes;
      if (show === 'nothing') return;
      ctx.stderr(`${padded(line)}\n`);
      after();
    },
    dryRun(line) {
      if (show !== 'nothing') ctx.stdout(`(dryrun) ${line}\n`);
    },
    warning(text) {
      done.warnings++;
      if (show !== 'nothing') ctx.stderr(`warning: ${text}\n`);
    },
    fatal(text) {
      done.failures++;
      if (show !== 'nothing') ctx.stderr(`fatal error: ${text}\n`);
    },
    exitCode: () => {
      if (done.failures > 0) return exitCodes.transferFailed;
      return done.warnings > 0 ? exitCodes.skipped : 0;
    },
  };
}
