import { byBytes } from '../../support/files.ts';
import { isObject } from '../../support/json.ts';

/** A scalar as Python prints it: the CLI is written in it. */
export function scalar(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  return String(value);
}

const isScalar = (value: unknown): boolean => !isObject(value) && !Array.isArray(value);

/**
 * `--output text`: tab-separated values, keys in alphabetical order, lists and objects below their own name in capitals
 * (AWS CLI User Guide, "Setting the output format").
 */
export function formatText(value: unknown): string {
  const lines: string[] = [];
  print(value, lines, null, null);
  return lines.map((line) => `${line}\n`).join('');
}

function print(
  value: unknown,
  lines: string[],
  name: string | null,
  keys: readonly string[] | null,
): void {
  if (isObject(value)) {
    const scalars =
      keys ??
      Object.keys(value)
        .filter((key) => isScalar(value[key]))
        .sort(byBytes);
    const cells = scalars.map((key) => (key in value ? scalar(value[key]) : ''));
    if (cells.length > 0) lines.push([...(name ? [name.toUpperCase()] : []), ...cells].join('\t'));
    for (const key of Object.keys(value).sort(byBytes)) {
      if (!scalars.includes(key)) print(value[key], lines, key, null);
    }
  } else if (Array.isArray(value)) {
    printList(value, lines, name);
  } else {
    lines.push(scalar(value));
  }
}

function printList(list: unknown[], lines: string[], name: string | null): void {
  if (list.length === 0) return;
  if (list.some(isObject)) {
    const keys = new Set(
      list.flatMap((item) =>
        isObject(item) ? Object.keys(item).filter((key) => isScalar(item[key])) : [],
      ),
    );
    for (const item of list) print(item, lines, name, [...keys].sort(byBytes));
    return;
  }
  const scalars = list.filter(isScalar).map(scalar);
  if (scalars.length > 0) {
    if (name === null) lines.push(scalars.join('\t'));
    else lines.push(...scalars.map((item) => `${name.toUpperCase()}\t${item}`));
  }
  for (const item of list) if (!isScalar(item)) print(item, lines, name, null);
}
