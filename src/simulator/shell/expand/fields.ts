import { Endless, limits } from '../core/limits.ts';
import { isPattern, quotePattern } from './pattern.ts';

/** A stretch of an expanded word. `break`: a new field begins here (between the elements of `"$@"`). */
export type Piece =
  | {
      text: string;
      /** Its characters stand for themselves. */
      quoted: boolean;
      /** From an unquoted expansion: `IFS` splits it. */
      split: boolean;
    }
  | 'break';

export interface Field {
  /** As text. */
  text: string;
  /** As pattern, quoted characters escaped. */
  pattern: string;
}

export function literal(text: string): Piece {
  return { text, quoted: false, split: false };
}

export function quoted(text: string): Piece {
  return { text, quoted: true, split: false };
}

/** Joins the pieces of a word where no splitting takes place. */
export function joinText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece === 'break' ? ' ' : piece.text)).join('');
}

/** Joins the pieces to a pattern, escaping what is quoted. */
export function joinPattern(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      piece === 'break' ? ' ' : piece.quoted ? quotePattern(piece.text) : piece.text,
    )
    .join('');
}

/** Field splitting (POSIX 2.6.5) with removal of empty unquoted fields. */
export function splitFields(pieces: readonly Piece[], ifs: string): Field[] {
  const fields: Field[] = [];
  let field: Field = { text: '', pattern: '' };
  let open = false;
  /** The last delimiter was white space that closed a field: one other delimiter may still belong to it. */
  let closedByBlank = false;
  const close = () => {
    fields.push(field);
    if (fields.length > limits.words) throw new Endless();
    field = { text: '', pattern: '' };
    open = false;
  };
  for (const piece of pieces) {
    if (piece === 'break') {
      if (open) close();
      closedByBlank = false;
    } else if (!piece.split || ifs === '') {
      if (piece.text === '' && !piece.quoted) continue;
      open = true;
      closedByBlank = false;
      field.text += piece.text;
      field.pattern += piece.quoted ? quotePattern(piece.text) : piece.text;
    } else {
      for (const char of piece.text) {
        if (!ifs.includes(char)) {
          open = true;
          closedByBlank = false;
          field.text += char;
          // A backslash that comes out of a variable is no escape.
          field.pattern += char === '\\' ? '\\\\' : char;
        } else if (/[ \t\n]/.test(char)) {
          if (open) {
            close();
            closedByBlank = true;
          }
        } else if (open || !closedByBlank) {
          close();
          closedByBlank = false;
        } else {
          closedByBlank = false;
        }
      }
    }
  }
  if (open) close();
  return fields;
}

/** True when the field names files by a pattern. */
export function hasPattern(field: Field): boolean {
  return isPattern(field.pattern);
}
