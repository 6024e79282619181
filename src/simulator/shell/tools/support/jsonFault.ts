const strings = /"(?:[ -!#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalars = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What may come next: a value, a key, or what follows either. */
type State = 'value' | 'firstKey' | 'key' | 'colon' | 'after' | 'firstValue';

/**
 * Offset of the first character that no JSON can have there, or the length of the text when its end is missing; null when the
 * text is JSON. The engines' own messages differ from host to host and cannot go into a recording.
 */
export function jsonFault(text: string): number | null {
  const open: string[] = [];
  let state: State = 'value';
  let at = 0;
  const read = (token: RegExp): boolean => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) return false;
    at += found.length;
    return true;
  };
  const close = (): State => {
    open.pop();
    at++;
    return 'after';
  };
  for (;;) {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
    const letter = text[at];
    if (letter === undefined) return state === 'after' && open.length === 0 ? null : at;
    const inside = open.at(-1);
    if (state === 'value' || state === 'firstValue') {
      if (letter === ']' && state === 'firstValue') state = close();
      else if (letter === '{' || letter === '[') {
        open.push(letter);
        at++;
        state = letter === '{' ? 'firstKey' : 'firstValue';
      } else if (read(letter === '"' ? strings : scalars)) state = 'after';
      else return at;
    } else if (state === 'key' || state === 'firstKey') {
      if (letter === '}' && state === 'firstKey') state = close();
      else if (read(strings)) state = 'colon';
      else return at;
    } else if (state === 'colon') {
      if (letter !== ':') return at;
      at++;
      state = 'value';
    } else if (letter === ',' && inside !== undefined) {
      at++;
      state = inside === '{' ? 'key' : 'value';
    } else if ((letter === '}' && inside === '{') || (letter === ']' && inside === '[')) {
      state = close();
    } else return at;
  }
}
