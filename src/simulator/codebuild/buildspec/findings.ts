import type { Diagnostic, Path } from '../../diagnostics.ts';
import type { LineIndex } from '../../text/lines.ts';

/** Offsets in the text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}
/** An edit that mends what was found. */
export interface Fix extends Span {
  title: string;
  newText: string;
}

/** Collects what the checks find. */
export interface Findings {
  readonly list: Diagnostic[];
  readonly lines: LineIndex;
  /** As the build would say: the run fails in DOWNLOAD_SOURCE with this message. */
  error(span: Span, path: Path, message: string, fix?: Fix): void;
  /** What CodeBuild accepts, but is hardly meant. `replacement`: the text that would mend it. */
  warn(span: Span, path: Path, code: string, message: string, replacement?: string): void;
  /** The same, also where it is no more than worth knowing. */
  add(
    severity: 'warning' | 'info',
    span: Span,
    path: Path,
    code: string,
    message: string,
    fix?: Fix,
  ): void;
}

export function makeFindings(lines: LineIndex): Findings {
  const list: Diagnostic[] = [];
  const rangeOf = ({ start, end }: Span) => lines.range(start, Math.max(end, start + 1));
  const edit = (fix: Fix | undefined): Pick<Diagnostic, 'fix'> =>
    fix === undefined
      ? {}
      : {
          fix: {
            title: fix.title,
            range: lines.range(fix.start, fix.end),
            newText: fix.newText,
          },
        };
  return {
    list,
    lines,
    error(span, path, message, fix) {
      const code = 'YAML_FILE_ERROR';
      list.push({ severity: 'error', code, message, path, range: rangeOf(span), ...edit(fix) });
    },
    warn(span, path, code, message, replacement) {
      const fix = replacement === undefined ? undefined : replacing(span, replacement);
      this.add('warning', span, path, code, message, fix);
    },
    add(severity, span, path, code, message, fix) {
      list.push({
        severity,
        code: `buildspec.${code}`,
        message,
        path,
        range: rangeOf(span),
        ...edit(fix),
      });
    },
  };
}

export const replacing = ({ start, end }: Span, newText: string): Fix => ({
  title: `Change to ${newText}`,
  start,
  end,
  newText,
});
