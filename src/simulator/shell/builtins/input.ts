import { decode } from '../core/bytes.ts';
import { type Builtin, isBash, type Process, readAll, readable, write } from '../core/process.ts';
import { failure, say } from '../dialect/messages.ts';

interface Options {
  raw: boolean;
  /** Ends the input; empty: NUL. */
  delimiter: string;
  /** At most so many characters. */
  count: number | null;
  array: string | null;
  fd: number;
  names: string[];
}

const VALUED = new Set(['d', 'n', 'N', 'a', 'u', 't', 'p', 'i']);

function parseOptions(args: readonly string[]): Options {
  const out: Options = { raw: false, delimiter: '\n', count: null, array: null, fd: 0, names: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!/^-[a-zA-Z]/.test(arg)) {
      if (arg !== '--') out.names.push(arg);
      continue;
    }
    for (let j = 1; j < arg.length; j++) {
      const letter = arg.charAt(j);
      if (letter === 'r') out.raw = true;
      if (!VALUED.has(letter)) continue;
      const value = j + 1 < arg.length ? arg.slice(j + 1) : (args[++i] ?? '');
      if (letter === 'd') out.delimiter = value.charAt(0);
      if (letter === 'n' || letter === 'N') out.count = Number(value) || 0;
      if (letter === 'a') out.array = value;
      if (letter === 'u') out.fd = Number(value) || 0;
      break;
    }
  }
  return out;
}

/** Reads up to the delimiter. Escaped characters come back behind a NUL, so that splitting leaves them alone. */
async function readRecord(proc: Process, o: Options): Promise<{ text: string; complete: boolean }> {
  const input = proc.fds.get(o.fd)?.input;
  if (input === undefined) return { text: '', complete: false };
  const delimiter = o.delimiter === '' ? '\0' : o.delimiter;
  let text = '';
  for (;;) {
    await readable(proc, input, () =>
      o.count === null ? input.peek().includes(delimiter) : input.peek().length >= (o.count ?? 0),
    );
    if (o.count !== null) {
      const taken = decode(input.take(o.count));
      return { text: taken.replace(/\n$/, ''), complete: taken.length === o.count };
    }
    const bytes = input.peek();
    const at = bytes.indexOf(delimiter);
    const line = decode(input.take(at === -1 ? bytes.length : at + 1));
    const complete = at !== -1;
    const body = complete ? line.slice(0, -1) : line;
    const trailing = /\\*$/.exec(body)?.[0].length ?? 0;
    if (o.raw) return { text: text + body, complete };
    if (complete && trailing % 2 === 1) {
      text += body.slice(0, -1);
      continue;
    }
    return { text: (text + body).replace(/\\([\s\S])/g, '\0$1').replace(/\\$/, ''), complete };
  }
}

/** Splits a line into fields for `read`: the last name takes the rest, without the white space around it. */
export function splitLine(line: string, ifs: string, count: number): string[] {
  const plain = (text: string) => text.replace(/\0([\s\S])/g, '$1');
  const isBlank = (c: string) => /[ \t\n]/.test(c) && ifs.includes(c);
  const fields: string[] = [];
  let at = 0;
  const skipBlanks = () => {
    while (at < line.length && isBlank(line.charAt(at))) at++;
  };
  skipBlanks();
  while (fields.length < count - 1 && at < line.length) {
    let field = '';
    while (at < line.length && !ifs.includes(line.charAt(at))) {
      if (line.charAt(at) === '\0') field += line.charAt(at++);
      field += line.charAt(at++);
    }
    fields.push(plain(field));
    skipBlanks();
    if (at < line.length && ifs.includes(line.charAt(at)) && !isBlank(line.charAt(at))) {
      at++;
      skipBlanks();
    }
  }
  let rest = line.slice(at);
  while (
    rest !== '' &&
    isBlank(rest.charAt(rest.length - 1)) &&
    rest.charAt(rest.length - 2) !== '\0'
  ) {
    rest = rest.slice(0, -1);
  }
  const delimiter = rest.charAt(rest.length - 1);
  const inner = rest.slice(0, -1);
  // One delimiter at the very end closes the last field.
  if (ifs.includes(delimiter) && delimiter !== '' && ![...inner].some((c) => ifs.includes(c)))
    rest = inner;
  fields.push(plain(rest));
  return fields;
}

const read: Builtin = {
  async run(proc, args) {
    const o = parseOptions(args);
    const unknown = args.map((arg) => /^-[rp]*([^rp])/.exec(arg)?.[1]).find((c) => c !== undefined);
    if (unknown !== undefined && !isBash(proc))
      return failure(proc, `read: Illegal option -${unknown}`);
    if (o.names.length === 0 && !isBash(proc)) return failure(proc, 'read: arg count');
    for (const name of o.names) {
      if (!/^[A-Za-z_]\w*(\[.*\])?$/.test(name))
        return failure(proc, `read: ${say(proc, 'badName', name)}`);
    }
    const { text, complete } = await readRecord(proc, o);
    const ifs = proc.vars.value('IFS') ?? ' \t\n';
    if (o.array !== null) {
      const fields = splitLine(text, ifs, Number.MAX_SAFE_INTEGER).filter((field) => field !== '');
      proc.vars.setElements(o.array, new Map(fields.map((field, i) => [String(i), field])));
    } else if (o.names.length === 0) {
      proc.vars.set('REPLY', text.replace(/\0([\s\S])/g, '$1'));
    } else {
      const fields = splitLine(text, ifs, o.names.length);
      for (const [i, name] of o.names.entries()) proc.vars.set(name, fields[i] ?? '');
    }
    return complete ? 0 : 1;
  },
};

const mapfile: Builtin = {
  bash: true,
  async run(proc, args) {
    const { names, delimiter } = parseOptions(args.filter((arg) => arg !== '-t'));
    const text = decode(await readAll(proc));
    const separator = delimiter === '' ? '\0' : delimiter;
    const lines = text.split(separator);
    if (lines.at(-1) === '') lines.pop();
    const end = args.includes('-t') || args.includes('-td') ? '' : separator;
    const entries = lines.map((line, i) => [String(i), line + end] as const);
    proc.vars.setElements(names[0] ?? 'MAPFILE', new Map(entries));
    return 0;
  },
};

/** `getopts`: the position inside bundled options is kept beside `OPTIND`. */
const getopts: Builtin = {
  async run(proc, args) {
    const [specification, name, ...given] = args;
    if (specification === undefined || name === undefined) {
      if (!isBash(proc)) return failure(proc, 'getopts: Usage: getopts optstring var [arg...]');
      await write(proc, 2, 'getopts: usage: getopts optstring name [arg ...]\n');
      return 2;
    }
    const words = given.length > 0 ? given : proc.args;
    const index = Number(proc.vars.value('OPTIND') ?? '1') || 1;
    const word = words[index - 1] ?? '';
    const offset = Math.max(1, proc.optionOffset);
    proc.vars.unset('OPTARG');
    const finish = (next: number) => {
      proc.optionOffset = 0;
      proc.vars.set('OPTIND', String(next));
    };
    if (!/^-./.test(word) || word === '--') {
      finish(word === '--' ? index + 1 : index);
      proc.vars.set(name, '?');
      return 1;
    }
    const letter = word.charAt(offset);
    const silent = specification.startsWith(':');
    const place = letter === ':' ? -1 : specification.indexOf(letter, silent ? 1 : 0);
    const last = offset + 1 >= word.length;
    const wantsValue = place >= 0 && specification.charAt(place + 1) === ':';
    if (place < 0) {
      if (last) finish(index + 1);
      else proc.optionOffset = offset + 1;
      proc.vars.set(name, '?');
      if (silent) proc.vars.set('OPTARG', letter);
      else await complainOption(proc, 'illegal option', letter);
      return 0;
    }
    if (!wantsValue) {
      if (last) finish(index + 1);
      else proc.optionOffset = offset + 1;
      proc.vars.set(name, letter);
      return 0;
    }
    const value = last ? words[index] : word.slice(offset + 1);
    finish(last ? index + 2 : index + 1);
    if (value === undefined) {
      proc.vars.set(name, silent ? ':' : '?');
      if (silent) proc.vars.set('OPTARG', letter);
      else await complainOption(proc, 'option requires an argument', letter);
      return 0;
    }
    proc.vars.set(name, letter);
    proc.vars.set('OPTARG', value);
    return 0;
  },
};

async function complainOption(proc: Process, what: string, letter: string): Promise<void> {
  const dash = what === 'illegal option' ? 'Illegal option' : 'No arg for';
  const text = isBash(proc)
    ? `${proc.arg0}: ${what} -- ${letter}`
    : `${dash} -${letter}${what === 'illegal option' ? '' : ' option'}`;
  await write(proc, 2, `${text}\n`);
}

export const inputBuiltins: Record<string, Builtin> = {
  read,
  mapfile,
  readarray: mapfile,
  getopts,
};
