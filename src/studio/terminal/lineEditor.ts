/** Edits one line in a terminal, as a shell's prompt does: cursor, history, the usual control keys. */
export interface LineEditor {
  /** What the terminal sends: characters, keys as escape sequences, pasted text. Kept while a line runs. */
  feed(data: string): void;
  /** Show a prompt and take the next line. */
  prompt(text: string): void;
  /** Draw the line again: the terminal has another width. */
  redraw(): void;
}

interface Parts {
  write(text: string): void;
  /** Width of the terminal in characters. */
  columns(): number;
  /** A line was entered. The editor waits for the next `prompt`. */
  onLine(line: string): void;
  /** Ctrl+C, and Ctrl+D on an empty line. */
  onControl(key: 'interrupt' | 'end'): void;
}

/** Lines of the history that are kept. */
const mostHistory = 200;
/** Characters of one line; what is longer is cut. */
const longestLine = 20_000;

const faint = (text: string): string => `\x1b[2m${text}\x1b[22m`;

/** What the terminal sends for each key: a control character, or a sequence that begins with Escape. */
const esc = String.fromCharCode(27);
const token = new RegExp(`${esc}\\[[0-9;]*[A-Za-z~]|${esc}O[A-Z]|${esc}.?|[\\s\\S]`, 'gu');

export function createLineEditor(parts: Parts): LineEditor {
  const history: string[] = [];
  let at = 0;
  /** The line that was being typed when the history was entered. */
  let typed = '';
  let line = '';
  let cursor = 0;
  let prompt: string | null = null;
  let waiting: string[] = [];
  /** Row of the cursor below that of the prompt. */
  let row = 0;

  const draw = (): void => {
    if (prompt === null) return;
    const width = Math.max(1, parts.columns());
    const total = prompt.length + line.length;
    const target = prompt.length + cursor;
    const up = row > 0 ? `\x1b[${row}A` : '';
    // At the right edge the cursor would hang on its row: make it go to the next.
    const wrapped = total > 0 && total % width === 0 ? '\r\n' : '';
    row = Math.floor(target / width);
    const back = Math.floor(total / width) - row;
    const column = target % width;
    parts.write(
      `${up}\r\x1b[J${faint(prompt)}${line}${wrapped}${back > 0 ? `\x1b[${back}A` : ''}\r${column > 0 ? `\x1b[${column}C` : ''}`,
    );
  };

  const put = (text: string, place: number): void => {
    line = text.slice(0, longestLine);
    cursor = Math.max(0, Math.min(place, line.length));
    draw();
  };
  const remove = (from: number, to: number): void =>
    put(line.slice(0, from) + line.slice(to), from);
  const wordStart = (): number => line.slice(0, cursor).replace(/\S+\s*$/, '').length;
  const wordEnd = (): number => cursor + (/^\s*\S*/.exec(line.slice(cursor))?.[0].length ?? 0);

  const recall = (step: -1 | 1): void => {
    const next = at + step;
    if (next < 0 || next > history.length) return;
    if (at === history.length) typed = line;
    at = next;
    const text = history[at] ?? typed;
    put(text, text.length);
  };

  const leave = (mark: string): string => {
    const entered = line;
    cursor = line.length;
    draw();
    parts.write(`${mark}\r\n`);
    prompt = null;
    line = '';
    cursor = 0;
    row = 0;
    return entered;
  };

  const enter = (): void => {
    const entered = leave('');
    if (entered.trim() !== '' && history.at(-1) !== entered) history.push(entered);
    if (history.length > mostHistory) history.shift();
    at = history.length;
    typed = '';
    parts.onLine(entered);
  };

  const keys: Record<string, () => void> = {
    '\r': enter,
    '\n': enter,
    '\x7f': () => cursor > 0 && remove(cursor - 1, cursor),
    '\b': () => cursor > 0 && remove(cursor - 1, cursor),
    '\x1b[3~': () => remove(cursor, cursor + 1),
    '\x1b[D': () => put(line, cursor - 1),
    '\x1b[C': () => put(line, cursor + 1),
    '\x1b[A': () => recall(-1),
    '\x1b[B': () => recall(1),
    '\x1b[H': () => put(line, 0),
    '\x1b[F': () => put(line, line.length),
    '\x1b[1;5D': () => put(line, wordStart()),
    '\x1b[1;5C': () => put(line, wordEnd()),
    '\x01': () => put(line, 0),
    '\x05': () => put(line, line.length),
    '\x0b': () => remove(cursor, line.length),
    '\x15': () => remove(0, cursor),
    '\x17': () => remove(wordStart(), cursor),
    '\x0c': () => {
      parts.write('\x1b[2J\x1b[H');
      row = 0;
      draw();
    },
    '\x03': () => {
      leave('^C');
      at = history.length;
      parts.onControl('interrupt');
    },
    '\x04': () => (line === '' ? parts.onControl('end') : remove(cursor, cursor + 1)),
  };

  const press = (key: string): void => {
    if (Object.hasOwn(keys, key)) keys[key]?.();
    else if (key >= ' ' && !key.startsWith('\x1b')) {
      put(line.slice(0, cursor) + key + line.slice(cursor), cursor + key.length);
    }
  };
  const work = (): void => {
    while (prompt !== null) {
      const key = waiting.shift();
      if (key === undefined) return;
      press(key);
    }
  };

  return {
    feed: (data) => {
      waiting = [...waiting, ...(data.match(token) ?? [])].slice(0, longestLine);
      work();
    },
    prompt: (text) => {
      prompt = text;
      draw();
      work();
    },
    redraw: draw,
  };
}
