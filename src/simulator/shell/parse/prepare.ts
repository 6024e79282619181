/**
 * Spellings that just-bash reads otherwise than a shell does, replaced by others that mean the same to a shell:
 * - `$#` inside `$(…)`, which it takes for the beginning of a comment: `${#}`;
 * - `for x in A=1` and `case a=b in`, where it takes a word for an assignment: `A\=1`;
 * - `((x = 1 << 3))`, where it takes the shift for a here-document: `let`;
 * - for dash, which knows neither `$'…'` nor `$"…"`: `\$'…'`.
 */
export function prepare(text: string, dash: boolean): string {
  const counted = /\$\([\s\S]*\$#/.test(text);
  const quoted = dash && /\$['"]/.test(text);
  const assigned = /\bfor\s+\w+\s+in\s[^\n]*=|\bcase\s+\w+=/.test(text);
  const shifted = dash ? text : shifts(text);
  const words = assigned ? plainWords(shifted) : shifted;
  return counted || quoted ? rewrite(words, false, quoted) : words;
}

const COMMAND =
  /((?:^|[;&|({]|\b(?:if|then|do|else|while|until|!))[ \t]*)\(\(([^"'`]*?<<[^"'`]*?)\)\)/g;
/** Longer lines are not written by hand. */
const LONGEST_LINE = 1000;

/** Arithmetic commands with a shift, as `let`. */
function shifts(text: string): string {
  if (!text.includes('((') || !text.includes('<<')) return text;
  const lines = text.split('\n').map((line) => {
    if (line.length > LONGEST_LINE || !line.includes('((') || !line.includes('<<')) return line;
    return line.replace(
      COMMAND,
      (_, before: string, expression: string) => `${before}let "${expression}"`,
    );
  });
  return lines.join('\n');
}

/** End of the quote, substitution or escape that begins at `i`; of any other character, the next position. */
function elementEnd(text: string, i: number): number {
  const c = text.charAt(i);
  const find = (close: string, from: number) => {
    const at = text.indexOf(close, from);
    return at === -1 ? text.length : at + 1;
  };
  if (c === '\\') return Math.min(i + 2, text.length);
  if (c === "'") return find("'", i + 1);
  if (c === '`') return find('`', i + 1);
  if (c === '"') return until(text, i + 1, '"', true);
  if (text.startsWith('$(', i)) return until(text, i + 2, ')', false);
  if (text.startsWith('${', i)) return until(text, i + 2, '}', false);
  return i + 1;
}

/** Position behind the closing character, skipping what is quoted or nested. */
function until(text: string, start: number, close: string, quoted: boolean): number {
  let i = start;
  let depth = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if (c === close && depth === 0) return i + 1;
    if (close === ')' && c === '(') depth++;
    if (close === ')' && c === ')') depth--;
    i = quoted && c === "'" ? i + 1 : elementEnd(text, i);
  }
  return text.length;
}

function isComment(text: string, i: number): boolean {
  return text.charAt(i) === '#' && (i === 0 || /[\s;&|(]/.test(text.charAt(i - 1)));
}

/** @param inside in a command substitution. @param dash escape `$` before quotes. */
function rewrite(text: string, inside: boolean, dash: boolean): string {
  let out = '';
  for (let i = 0; i < text.length; ) {
    if (isComment(text, i)) {
      const end = text.indexOf('\n', i);
      const next = end === -1 ? text.length : end;
      out += text.slice(i, next);
      i = next;
    } else if (text.startsWith('$#', i) && inside) {
      out += '$' + '{#}';
      i += 2;
    } else if (dash && /^\$['"]/.test(text.slice(i, i + 2))) {
      out += '\\$';
      i++;
    } else {
      const end = elementEnd(text, i);
      const element = text.slice(i, end);
      if (element.startsWith('$(')) out += `$(${rewrite(element.slice(2), true, dash)}`;
      else if (element.startsWith('"')) out += rewriteQuoted(element, inside);
      else out += element;
      i = end;
    }
  }
  return out;
}

/** Between double quotes only substitutions are code. */
function rewriteQuoted(element: string, inside: boolean): string {
  let out = '"';
  for (let i = 1; i < element.length; ) {
    if (element.startsWith('$#', i) && inside) {
      out += '$' + '{#}';
      i += 2;
      continue;
    }
    const end =
      element.charAt(i) === "'" || element.charAt(i) === '"' ? i + 1 : elementEnd(element, i);
    const part = element.slice(i, end);
    out += part.startsWith('$(') ? `$(${rewrite(part.slice(2), true, false)}` : part;
    i = end;
  }
  return out;
}

/** Escapes the equals sign of `NAME=` in the words of `for … in` and `case`. */
function plainWords(text: string): string {
  const begin = /(^|[\s;&|(){}`])(for\s+\w+\s+in|case)(?=[ \t])/g;
  let out = '';
  let done = 0;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const start = match.index + match[0].length;
    out += text.slice(done, start);
    let i = start;
    while (i < text.length && !/[;\n]/.test(text.charAt(i))) {
      const name = /^[ \t][A-Za-z_]\w*\+?=/.exec(text.slice(i))?.[0];
      const end = name === undefined ? elementEnd(text, i) : i + name.length;
      out += name === undefined ? text.slice(i, end) : `${name.slice(0, -1)}\\=`;
      i = end;
    }
    done = i;
    begin.lastIndex = i;
  }
  return out + text.slice(done);
}
