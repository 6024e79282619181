/** Values of a Dockerfile's ARG and ENV. */
export type Variables = ReadonlyMap<string, string>;

const variable = /\\(\$)|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^{}]*))?\})/g;

/** Replaces `$name`, `${name}`, `${name:-default}` and `${name:+other}` (Docker Docs, "Dockerfile reference", environment replacement). */
export function expand(text: string, variables: Variables): string {
  return text.replace(variable, (_whole, escaped, plain, braced, operator, word) => {
    if (escaped !== undefined) return '$';
    const value = variables.get(plain ?? braced);
    const set = operator?.startsWith(':')
      ? value !== undefined && value !== ''
      : value !== undefined;
    if (operator?.endsWith('-')) return set ? (value ?? '') : word;
    if (operator?.endsWith('+')) return set ? word : '';
    return value ?? '';
  });
}

/** Pairs of `a=1 b="2 3"`; a name without value has null. The old form `ENV a 1 2` is one pair when `oldForm` allows it. */
export function assignments(text: string, oldForm: boolean): [string, string | null][] {
  const [first = ''] = text.split(/\s/, 1);
  if (oldForm && !first.includes('=')) return [[first, text.slice(first.length).trim()]];
  return [...text.matchAll(/([^\s=]+)(?:=("(?:[^"\\]|\\.)*"|'[^']*'|(?:[^\s\\]|\\.)*))?/g)].map(
    (match) => [match[1] ?? '', match[2] === undefined ? null : unquoted(match[2])],
  );
}

const unquoted = (text: string): string =>
  /^"[\s\S]*"$|^'[\s\S]*'$/.test(text) ? text.slice(1, -1) : text.replace(/\\(.)/g, '$1');
