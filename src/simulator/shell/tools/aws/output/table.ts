import { byBytes } from '../../support/files.ts';
import { isObject } from '../../support/json.ts';
import { scalar } from './text.ts';

interface Section {
  title: string;
  indent: number;
  headers: string[];
  rows: string[][];
}

/** Columns of a terminal that is none: the log of a build. */
const terminalWidth = 80;
const padding = 4;
const isScalar = (value: unknown): boolean => !isObject(value) && !Array.isArray(value);

/** `--output table`: boxes of dashes and bars, one per level (AWS CLI User Guide, "Setting the output format"). */
export function formatTable(title: string, value: unknown): string {
  const sections: Section[] = [];
  build(sections, title, value, 0);
  if (sections.length === 0) return '';
  let width = Math.max(...sections.map(totalWidth));
  if (width > terminalWidth) {
    for (const section of sections) turn(section);
    width = Math.max(...sections.map(totalWidth));
  }
  return `${'-'.repeat(width)}\n${sections.map((section) => render(section, width)).join('')}`;
}

function build(sections: Section[], title: string, value: unknown, indent: number): void {
  if (value === null || value === undefined || value === '') return;
  const section: Section = { title, indent, headers: [], rows: [] };
  if (Array.isArray(value)) {
    if (value.length === 0) return;
    if (isObject(value[0])) buildList(sections, title, value.filter(isObject), indent);
    else {
      sections.push(section);
      for (const item of value)
        section.rows.push((Array.isArray(item) ? item : [item]).map(scalar));
    }
  } else if (isObject(value)) {
    if (Object.keys(value).length === 0) return;
    const [headers, more] = split([value]);
    const cells = headers.map((key) => scalar(value[key]));
    if (headers.length === 1) section.rows.push([...headers, ...cells]);
    else if (headers.length > 1) {
      section.headers = headers;
      section.rows.push(cells);
    }
    sections.push(section);
    for (const key of more) build(sections, key, value[key], indent + 1);
  } else {
    sections.push({ ...section, rows: [[scalar(value)]] });
  }
}

function buildList(
  sections: Section[],
  title: string,
  items: Record<string, unknown>[],
  indent: number,
): void {
  const [headers, more] = split(items);
  let section: Section | null = null;
  for (const item of items) {
    if (section === null || more.length > 0) {
      section = { title, indent, headers, rows: [] };
      sections.push(section);
    }
    section.rows.push(headers.map((key) => (key in item ? scalar(item[key]) : '')));
    for (const key of more) if (key in item) build(sections, key, item[key], indent + 1);
  }
}

/** Keys with scalar values, and the others, each in alphabetical order. */
function split(items: Record<string, unknown>[]): [string[], string[]] {
  const scalars = new Set<string>();
  const others = new Set<string>();
  for (const item of items) {
    for (const [key, value] of Object.entries(item)) (isScalar(value) ? scalars : others).add(key);
  }
  return [[...scalars].sort(byBytes), [...others].sort(byBytes)];
}

/** Too wide for the terminal: a single row with headers stands upright instead. */
function turn(section: Section): void {
  const [row] = section.rows;
  if (section.rows.length !== 1 || section.headers.length === 0 || row === undefined) return;
  section.rows = section.headers.map((header, index) => [header, row[index] ?? '']);
  section.headers = [];
}

function columns({ headers, rows }: Section): number[] {
  const widths: number[] = [];
  for (const row of [headers, ...rows]) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return widths;
}

function totalWidth(section: Section): number {
  const cells = columns(section).reduce((sum, width) => sum + width + padding, 0);
  return Math.max(section.title.length, cells) + 2 + 2 * section.indent;
}

/** Column widths stretched so that together they are `width`. */
function stretched(section: Section, width: number): number[] {
  const natural = columns(section).map((each) => each + padding);
  const scale = width / natural.reduce((sum, each) => sum + each, 0);
  const widths = natural.map((each) => Math.round(scale * each));
  let left = width - widths.reduce((sum, each) => sum + each, 0);
  for (let at = 0; left !== 0; at++) {
    // Missing places go to the last columns, superfluous ones are taken from the first.
    const index = left > 0 ? widths.length - 1 - (at % widths.length) : at % widths.length;
    widths[index] = (widths[index] ?? 0) + Math.sign(left);
    left -= Math.sign(left);
  }
  return widths;
}

const closed = (text: string, length: number): string => `${text.padEnd(length - 1)}|`;

function centre(text: string, length: number, left: string): string {
  const start = Math.floor(length / 2) - Math.floor(text.length / 2) - 1;
  return closed(`${left}${' '.repeat(Math.max(start, 0))}${text}`, length);
}

function alignLeft(text: string, length: number, left: string): string {
  const room = length - (text.length + 2 + left.length + 1) >= 0 ? '  ' : '';
  return closed(`${left}${room}${text}`, length);
}

function render(section: Section, full: number): string {
  const width = full - section.indent * 2;
  const edge = '|'.repeat(section.indent);
  const lines = [centre(section.title, width, '|')];
  if (section.headers.length === 0 && section.rows.length === 0) {
    lines.push(`+${'-'.repeat(width - 2)}+`);
  }
  if (section.rows.length > 0) {
    const widths = stretched(section, width);
    const rule = widths
      .map((each, i) => `${i ? '' : '+'}${'-'.repeat(each - (i ? 1 : 2))}+`)
      .join('');
    const line = (row: string[], cell: typeof centre) =>
      row.map((text, i) => cell(text, widths[i] ?? 0, i ? '' : '|')).join('');
    if (section.headers.length > 0) lines.push(rule, line(section.headers, centre));
    lines.push(rule, ...section.rows.map((row) => line(row, alignLeft)), rule);
  }
  return lines.map((each) => `${edge}${each}${edge}\n`).join('');
}
