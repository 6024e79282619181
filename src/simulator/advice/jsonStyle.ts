/** How somebody writes JSON. */
export interface Style {
  /** One level of indentation. */
  indent: string;
  /** Line end; empty: everything is on one line. */
  eol: string;
  /** Between a name and its value: `: ` or `:`. */
  colon: string;
  /** After a comma on the same line: ` ` or nothing. */
  gap: string;
}

/** Lists of texts that fit are written on one line. */
const widest = 90;

/** The habits that a text shows. An empty text has two spaces. */
export function styleOf(text: string): Style {
  const body = text.trim();
  const oneLine = body !== '' && !body.includes('\n');
  const tight = oneLine && !/":\s/.test(body);
  return {
    indent: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
    eol: oneLine ? '' : text.includes('\r\n') ? '\r\n' : '\n',
    colon: tight ? ':' : ': ',
    gap: tight ? '' : ' ',
  };
}

/** A value in a style; `indent` is that of the line it begins on. */
export function write(value: unknown, style: Style, indent: string, oneLine = false): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const list = Array.isArray(value);
  const inner = indent + style.indent;
  const flat = oneLine || style.eol === '' || (list && fitsOneLine(value, indent));
  const parts = list
    ? value.map((item: unknown) => write(item, style, inner, flat))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(
          ([key, item]) => `${JSON.stringify(key)}${style.colon}${write(item, style, inner, flat)}`,
        );
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  if (flat) {
    const edge = list ? '' : style.gap;
    return open + edge + parts.join(`,${style.gap}`) + edge + close;
  }
  return `${open}${style.eol}${inner}${parts.join(`,${style.eol}${inner}`)}${style.eol}${indent}${close}`;
}

function fitsOneLine(list: readonly unknown[], indent: string): boolean {
  const scalars = list.every((item) => typeof item !== 'object' || item === null);
  return scalars && indent.length + JSON.stringify(list).length + list.length <= widest;
}
