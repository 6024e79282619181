/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `COPY`. */
  keyword: string;
  /** `--from=build` → from: build. */
  flags: Record<string, string>;
  /** What stands behind keyword and flags, continued lines joined by a space. */
  text: string;
  /** The words of the JSON form (`["a", "b"]`), if it is one. */
  json: string[] | null;
  /** Bodies of here-documents. */
  heredocs: string[];
  /** 1-based, inclusive. */
  startLine: number;
  endLine: number;
}
export interface Dockerfile {
  lines: string[];
  instructions: Instruction[];
}
export interface DockerfileError {
  message: string;
  startLine: number;
  endLine: number;
}

const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
/** Instructions that may have `--flag=value` before their text. */
const flagged = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);

const isBlank = (line: string): boolean => /^\s*(?:#.*)?$/.test(line);

function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line);
    if (directive === null) return '\\';
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

function jsonWords(text: string): string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
  } catch {
    return null;
  }
}

function takeFlags(text: string): { flags: Record<string, string>; rest: string } {
  const flags: Record<string, string> = {};
  let rest = text;
  for (;;) {
    const match = /^--([a-z][a-z-]*)(?:=(\S*))?\s*/.exec(rest);
    if (match === null) return { flags, rest };
    if (match[1] !== '__proto__') flags[match[1] ?? ''] = match[2] ?? 'true';
    rest = rest.slice(match[0].length);
  }
}

/** Names that end the here-documents an instruction opens: `<<EOF`, `<<-"EOF"`. */
function heredocNames(keyword: string, text: string): string[] {
  if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') return [];
  return [...text.matchAll(/<<-?(["']?)([A-Za-z_]\w{0,63})\1/g)].map((match) => match[2] ?? '');
}

/**
 * Reads a Dockerfile (Docker Docs, "Dockerfile reference"): comments, parser directives, continued lines, flags, the JSON form
 * and here-documents. The first mistake is the result, with the wording of BuildKit. Never throws; linear in the text.
 */
export function parseDockerfile(text: string): Dockerfile | DockerfileError {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const continuation = escapeCharacter(lines);
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (isBlank(lines[at] ?? '')) continue;
    const startLine = at + 1;
    const parts: string[] = [];
    for (; at < lines.length; at++) {
      const line = lines[at] ?? '';
      if (parts.length > 0 && isBlank(line)) continue;
      const trimmed = line.trimEnd();
      const continued = trimmed.endsWith(continuation);
      parts.push((continued ? trimmed.slice(0, -1) : trimmed).trim());
      if (!continued) break;
    }
    const whole = parts.filter((part) => part !== '').join(' ');
    const [word = ''] = whole.split(/\s/, 1);
    const keyword = word.toUpperCase();
    const range = { startLine, endLine: Math.min(at + 1, lines.length) };
    if (!keywords.includes(keyword)) {
      return {
        message: `dockerfile parse error on line ${startLine}: unknown instruction: ${word}`,
        ...range,
      };
    }
    const body = whole.slice(word.length).trim();
    if (body === '') {
      return {
        message: `dockerfile parse error on line ${startLine}: ${keyword} requires ${keyword === 'FROM' ? 'either one or three arguments' : 'at least one argument'}`,
        ...range,
      };
    }
    const { flags, rest } = flagged.has(keyword) ? takeFlags(body) : { flags: {}, rest: body };
    const heredocs: string[] = [];
    for (const name of heredocNames(keyword, rest)) {
      const from = at + 1;
      do at++;
      while (at < lines.length && (lines[at] ?? '').trim() !== name);
      if (at >= lines.length) return { message: 'unterminated heredoc', ...range };
      heredocs.push(lines.slice(from, at).join('\n'));
    }
    instructions.push({
      keyword,
      flags,
      text: rest,
      json: jsonWords(rest),
      heredocs,
      startLine,
      endLine: Math.min(at + 1, lines.length),
    });
  }
  const first = instructions.find(({ keyword }) => keyword !== 'ARG');
  if (instructions.length === 0) {
    return { message: 'the Dockerfile cannot be empty', startLine: 1, endLine: 1 };
  }
  if (first === undefined || first.keyword !== 'FROM') {
    const { startLine, endLine } = first ?? { startLine: 1, endLine: 1 };
    return {
      message:
        first === undefined
          ? 'no build stage in current context'
          : `dockerfile parse error on line ${startLine}: no build stage in current context`,
      startLine,
      endLine,
    };
  }
  return { lines, instructions };
}

/** Words of an instruction's text, quotes taken off. */
export function wordsOf(instruction: Instruction): string[] {
  if (instruction.json !== null) return instruction.json;
  return [...instruction.text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}
