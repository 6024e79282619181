import type { SettingKind } from './settings.ts';

/** A value as a field shows it. Whatever has no place in a field of that kind is shown as JSON. */
export function shownValue(kind: SettingKind, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (kind === 'list' && Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.join(', ');
  return JSON.stringify(value);
}

/** What is written for a text that was typed; undefined takes the setting away. */
const written: Record<SettingKind, (typed: string) => unknown> = {
  text: (typed) => (typed === '' ? undefined : typed),
  choice: (typed) => (typed === '' ? undefined : typed),
  open: (typed) => typed,
  check: (typed) => typed === 'true',
  // What is no number stays as it was typed, so that CodeBuild can say what is wrong with it.
  number: (typed) =>
    typed.trim() === ''
      ? undefined
      : /^(0|[1-9]\d{0,9})$/.test(typed.trim())
        ? Number(typed)
        : typed,
  list: (typed) => {
    const words = typed.split(/[\s,]+/).filter((word) => word !== '');
    return words.length === 0 ? undefined : words;
  },
};
export const writtenValue = (kind: SettingKind, typed: string): unknown => written[kind](typed);
