import { isObject, own } from '../../support/json.ts';

/** A step of a `--query` expression: applied to a value, gives a value; null where there is nothing. */
type Step = (value: unknown) => unknown;

/** The part of JMESPath that is simulated does not cover the expression. */
export class UnsupportedQuery extends Error {}

const word = /^(?:[A-Za-z_]\w{0,127}|"(?:[^"\\]|\\.){0,127}")/;

/**
 * Reads a `--query` expression of field names, indexes, projections (`[]`, `[*]`), comparisons (`[?a=='b']`), lists and
 * hashes of such expressions, and pipes (jmespath.org, "Specification"). Throws `UnsupportedQuery` for anything else.
 */
export function compileQuery(text: string): Step {
  const reader = { text, at: 0, depth: 0 };
  const step = readPipe(reader);
  if (reader.at < text.length) throw new UnsupportedQuery(text);
  return step;
}

interface Reader {
  text: string;
  at: number;
  depth: number;
}

function eat(reader: Reader, token: string): boolean {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
  if (!reader.text.startsWith(token, reader.at)) return false;
  reader.at += token.length;
  return true;
}

function expect(reader: Reader, token: string): void {
  if (!eat(reader, token)) throw new UnsupportedQuery(reader.text);
}

function readPipe(reader: Reader): Step {
  if (++reader.depth > 32) throw new UnsupportedQuery(reader.text);
  let step = readChain(reader);
  while (eat(reader, '|')) {
    const left = step;
    const right = readChain(reader);
    step = (value) => right(left(value));
  }
  reader.depth--;
  return step;
}

function readWord(reader: Reader): string | null {
  eat(reader, '');
  const found = word.exec(reader.text.slice(reader.at))?.[0];
  if (found === undefined) return null;
  reader.at += found.length;
  return found.startsWith('"') ? found.slice(1, -1) : found;
}

function readField(reader: Reader): Step | null {
  const name = readWord(reader);
  if (name !== null) return (value) => own(value, name) ?? null;
  if (eat(reader, '@')) return (value) => value;
  if (eat(reader, '{')) return readHash(reader);
  return null;
}

const identity: Step = (value) => value;

function readChain(reader: Reader): Step {
  const field = readField(reader);
  if (field === null && reader.text[reader.at] !== '[') throw new UnsupportedQuery(reader.text);
  return readSteps(reader, field ?? identity, false);
}

/**
 * Dots and brackets behind a step. What follows a projection is applied to each of its elements; only `[]` ends that and
 * flattens the whole list.
 */
function readSteps(reader: Reader, first: Step, projected: boolean): Step {
  let step = first;
  for (;;) {
    const left = step;
    if (projected && reader.text.startsWith('[]', reader.at)) return step;
    if (eat(reader, '[')) {
      const { apply, projects } = readBracket(reader);
      const list: Step = (value) => apply(left(value));
      step = projects ? project(list, readSteps(reader, identity, true)) : list;
    } else if (eat(reader, '.')) {
      const right = eat(reader, '[') ? readList(reader) : readField(reader);
      if (right === null) throw new UnsupportedQuery(reader.text);
      step = (value) => onValue(left(value), right);
    } else {
      return step;
    }
  }
}

const onValue = (value: unknown, step: Step): unknown => (value === null ? null : step(value));

function project(list: Step, each: Step): Step {
  return (value) => {
    const items = list(value);
    return Array.isArray(items) ? items.map(each).filter((item) => item !== null) : null;
  };
}

function readBracket(reader: Reader): { apply: Step; projects: boolean } {
  if (eat(reader, ']')) {
    return {
      apply: (value) => (Array.isArray(value) ? value.flat() : null),
      projects: true,
    };
  }
  if (eat(reader, '*]')) {
    return { apply: (value) => (Array.isArray(value) ? value : null), projects: true };
  }
  if (eat(reader, '?')) return { apply: readFilter(reader), projects: true };
  const index = /^-?\d{1,9}\]/.exec(reader.text.slice(reader.at))?.[0];
  if (index === undefined) return { apply: readList(reader), projects: false };
  reader.at += index.length;
  const at = Number.parseInt(index, 10);
  return {
    apply: (value) => (Array.isArray(value) ? (value.at(at) ?? null) : null),
    projects: false,
  };
}

function readList(reader: Reader): Step {
  const steps = [readPipe(reader)];
  while (eat(reader, ',')) steps.push(readPipe(reader));
  expect(reader, ']');
  return (value) => onValue(value, (item) => steps.map((step) => step(item)));
}

function readHash(reader: Reader): Step {
  const pairs: [string, Step][] = [];
  do {
    const name = readWord(reader);
    if (name === null) throw new UnsupportedQuery(reader.text);
    expect(reader, ':');
    pairs.push([name, readPipe(reader)]);
  } while (eat(reader, ','));
  expect(reader, '}');
  return (value) =>
    onValue(value, (item) => Object.fromEntries(pairs.map(([name, step]) => [name, step(item)])));
}

/** `[?left=='right']`, with a literal on the right. */
function readFilter(reader: Reader): Step {
  const left = readChain(reader);
  const negated = eat(reader, '!=');
  if (!negated) expect(reader, '==');
  eat(reader, '');
  const literal = /^(?:'([^']{0,256})'|`([^`]{0,256})`)/.exec(reader.text.slice(reader.at));
  if (literal === null) throw new UnsupportedQuery(reader.text);
  reader.at += literal[0].length;
  const wanted = literal[1] ?? (literal[2] ?? '').replace(/^"|"$/g, '');
  expect(reader, ']');
  return (value) =>
    Array.isArray(value)
      ? value.filter((item) => {
          const found = left(item);
          const same = !isObject(found) && found !== null && String(found) === wanted;
          return same !== negated;
        })
      : null;
}
