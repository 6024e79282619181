import type { Operation, ParameterPart, Word, WordPart } from '../core/ast.ts';
import { isBash, type Process } from '../core/process.ts';
import { fatal, say } from '../dialect/messages.ts';
import { joinPattern, joinText, type Piece, quoted } from './fields.ts';
import { changeCase, cut, removePattern, replacePattern, shellQuote } from './operations.ts';
import { lookUp, subscripted, type Value } from './parameter.ts';
import { compilePattern, type Pattern } from './pattern.ts';

interface Place {
  quoted: boolean;
  inside: boolean;
}
/** Expansion of the words inside an operation: handed in, because the two call each other. */
export interface Inner {
  pieces(proc: Process, parts: readonly WordPart[], place: Place): Promise<Piece[]>;
  arithmetic(proc: Process, text: string): Promise<bigint>;
  quotedText(proc: Process, text: string): Promise<string>;
}

/** Operations that dash knows; at any other it stops with `Bad substitution`. */
const POSIX = new Set([
  'DefaultValue',
  'AssignDefault',
  'ErrorIfUnset',
  'UseAlternative',
  'Length',
  'PatternRemoval',
]);

/** `$name`, `${name}` and `${name<operation>}`. */
export async function expandParameter(
  proc: Process,
  part: ParameterPart,
  place: Place,
  inner: Inner,
): Promise<Piece[]> {
  const { operation } = part;
  const array = subscripted(part.parameter);
  const refused =
    !isBash(proc) && (array !== null || (operation !== null && !POSIX.has(operation.type)));
  const listing = operation?.type === 'ArrayKeys' || operation?.type === 'VarNamePrefix';
  const named = listing || /^([A-Za-z_]\w*(\[[\s\S]*\])?|\d+|[@*#?$!-])$/.test(part.parameter);
  if (
    refused ||
    !named ||
    operation?.type === 'BadSubstitution' ||
    operation?.type === 'LengthSliceError'
  ) {
    const text = operation?.type === 'BadSubstitution' ? operation.text : part.parameter;
    return fatal(proc, say(proc, 'badSubstitution', `\${${text}}`), true);
  }
  const subscript = array === null ? null : await inner.quotedText(proc, array.subscript);
  return new Expansion(proc, array?.name ?? part.parameter, subscript, place, inner).run(operation);
}

class Expansion {
  readonly #proc: Process;
  readonly #name: string;
  readonly #subscript: string | null;
  readonly #place: Place;
  readonly #inner: Inner;

  constructor(proc: Process, name: string, subscript: string | null, place: Place, inner: Inner) {
    this.#proc = proc;
    this.#name = name;
    this.#subscript = subscript;
    this.#place = place;
    this.#inner = inner;
  }

  async run(operation: Operation | null): Promise<Piece[]> {
    const value = lookUp(this.#proc, this.#name, this.#subscript);
    switch (operation?.type) {
      case undefined:
        return this.#give(await this.#present(value));
      case 'DefaultValue':
        return this.#lacks(value, operation.checkEmpty)
          ? this.#word(operation.word)
          : this.#give(value);
      case 'UseAlternative':
        return this.#lacks(value, operation.checkEmpty)
          ? this.#give({ kind: 'one', value: '' })
          : this.#word(operation.word);
      case 'AssignDefault': {
        if (!this.#lacks(value, operation.checkEmpty)) return this.#give(value);
        const text = joinText(await this.#word(operation.word));
        this.#assign(text);
        return this.#give({ kind: 'one', value: text });
      }
      case 'ErrorIfUnset': {
        if (!this.#lacks(value, operation.checkEmpty)) return this.#give(value);
        const text = operation.word === null ? '' : joinText(await this.#word(operation.word));
        if (text !== '') return fatal(this.#proc, `${this.#name}: ${text}`);
        return fatal(
          this.#proc,
          say(this.#proc, operation.checkEmpty ? 'unsetOrNull' : 'unset', this.#name),
        );
      }
      case 'Length': {
        const present = await this.#present(value);
        const length =
          present.kind === 'list' ? present.values.length : (present.value ?? '').length;
        return this.#give({ kind: 'one', value: String(length) });
      }
      case 'Indirection':
        return this.#indirect(value, operation.innerOp ?? null);
      case 'ArrayKeys': {
        const list = lookUp(this.#proc, operation.array, operation.star ? '*' : '@');
        return this.#give(list.kind === 'list' ? { ...list, values: list.keys } : list);
      }
      case 'VarNamePrefix': {
        const names = this.#proc.vars.names().filter((name) => name.startsWith(operation.prefix));
        return this.#give({ kind: 'list', values: names, keys: names, star: operation.star });
      }
      default:
        return operation === null ? [] : this.#change(await this.#present(value), operation);
    }
  }

  /** Operations that change the value, or every element of a list. */
  async #change(value: Value, operation: Operation): Promise<Piece[]> {
    const each = (change: (text: string) => string) =>
      this.#give(
        value.kind === 'list'
          ? { ...value, values: value.values.map(change) }
          : { kind: 'one', value: value.value === undefined ? undefined : change(value.value) },
      );
    switch (operation.type) {
      case 'Substring': {
        const offset = await this.#inner.arithmetic(
          this.#proc,
          operation.offset.originalText ?? '0',
        );
        const length = operation.length
          ? await this.#inner.arithmetic(this.#proc, operation.length.originalText ?? '0')
          : null;
        return this.#substring(value, offset, length);
      }
      case 'PatternRemoval': {
        const pattern = await this.#pattern(operation.pattern);
        return each((text) => removePattern(text, pattern, operation));
      }
      case 'PatternReplacement': {
        const pattern = await this.#pattern(operation.pattern);
        const replacement =
          operation.replacement === null
            ? ''
            : joinText(
                await this.#pieces(operation.replacement, {
                  quoted: this.#place.quoted,
                  inside: false,
                }),
              );
        return each((text) => replacePattern(text, pattern, replacement, operation));
      }
      case 'CaseModification': {
        const pattern = operation.pattern === null ? null : await this.#pattern(operation.pattern);
        return each((text) => changeCase(text, pattern, operation));
      }
      case 'Transform': {
        const changes: Record<string, (text: string) => string> = {
          Q: shellQuote,
          U: (text) => text.toUpperCase(),
          L: (text) => text.toLowerCase(),
          u: (text) => text.charAt(0).toUpperCase() + text.slice(1),
        };
        return each(changes[operation.operator] ?? ((text) => text));
      }
      default:
        return this.#give(value);
    }
  }

  async #substring(value: Value, offset: bigint, length: bigint | null): Promise<Piece[]> {
    if (value.kind === 'list') {
      // Of the positional parameters, element 0 is the name of the script.
      const positional = this.#subscript === null;
      const all = positional ? [this.#proc.arg0, ...value.values] : value.values;
      return this.#give({ ...value, values: cut(all, offset, length) ?? [] });
    }
    const text = cut(value.value ?? '', offset, length);
    if (text === null) return fatal(this.#proc, `${length}: substring expression < 0`, true);
    return this.#give({ kind: 'one', value: text });
  }

  async #indirect(value: Value, operation: Operation | null): Promise<Piece[]> {
    const target = value.kind === 'one' ? (value.value ?? '') : '';
    if (!/^([A-Za-z_]\w*(\[[\s\S]*\])?|\d+|[@*#?$!-])$/.test(target)) {
      return fatal(
        this.#proc,
        target === ''
          ? `${this.#name}: invalid indirect expansion`
          : `${target}: invalid variable name`,
        true,
      );
    }
    const array = subscripted(target);
    return new Expansion(
      this.#proc,
      array?.name ?? target,
      array?.subscript ?? null,
      this.#place,
      this.#inner,
    ).run(operation);
  }

  #lacks(value: Value, checkEmpty: boolean): boolean {
    if (value.kind === 'list') {
      return value.values.length === 0 || (checkEmpty && value.values.every((v) => v === ''));
    }
    return value.value === undefined || (checkEmpty && value.value === '');
  }

  /** `set -u`: an unset parameter ends the script. */
  async #present(value: Value): Promise<Value> {
    if (value.kind === 'list' || value.value !== undefined || !this.#proc.options.has('u')) {
      return value;
    }
    if (!isBash(this.#proc)) return fatal(this.#proc, say(this.#proc, 'unset', this.#name));
    const name = this.#subscript === null ? this.#name : `${this.#name}[${this.#subscript}]`;
    return fatal(this.#proc, `${/^\d+$/.test(name) ? '$' : ''}${name}: unbound variable`);
  }

  #assign(text: string): void {
    if (this.#subscript === null) this.#proc.vars.set(this.#name, text);
    else this.#proc.vars.setElement(this.#name, this.#subscript, text);
  }

  #pieces(word: Word, place: Place): Promise<Piece[]> {
    return this.#inner.pieces(this.#proc, word.parts, place);
  }

  #word(word: Word): Promise<Piece[]> {
    return this.#pieces(word, { quoted: this.#place.quoted, inside: !this.#place.quoted });
  }

  async #pattern(word: Word): Promise<Pattern> {
    const text = joinPattern(await this.#pieces(word, { quoted: false, inside: false }));
    return compilePattern(text, isBash(this.#proc));
  }

  #give(value: Value): Piece[] {
    const { quoted: inQuotes } = this.#place;
    const piece = (text: string): Piece =>
      inQuotes ? quoted(text) : { text, quoted: false, split: true };
    if (value.kind === 'one') return [piece(value.value ?? '')];
    if (inQuotes && value.star) {
      return [quoted(value.values.join((this.#proc.vars.value('IFS') ?? ' ').charAt(0)))];
    }
    return value.values.flatMap((text, i) =>
      i === 0 ? [piece(text)] : ['break' as const, piece(text)],
    );
  }
}
