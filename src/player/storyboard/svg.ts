import type { Rect } from '../diagram/geometry.ts';

/** Average width of a character of the small text, CSS px. */
const characterWidth = { text: 5.7, mono: 6.7 };

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text or attribute value, safe in markup. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** The text in lines of at most `width` CSS px; words that are too long are cut. */
export function wrap(text: string, width: number, face: 'text' | 'mono' = 'text'): string[] {
  const most = Math.max(1, Math.floor(width / characterWidth[face]));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= most || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return (line === '' ? lines : [...lines, line]).map((each) =>
    each.length > most ? `${each.slice(0, most - 1)}…` : each,
  );
}

/** One line of text, its baseline at `y`. */
export function label(text: string, x: number, y: number, className: string): string {
  return text === ''
    ? ''
    : `<text class="${className}" x="${x.toFixed(1)}" y="${y.toFixed(1)}">${escaped(text)}</text>`;
}

export function box({ x, y, width, height }: Rect, className: string, radius: number): string {
  return `<rect class="${className}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="${radius}"/>`;
}
