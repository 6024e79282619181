/** Runs the corpus of real buildspecs and writes docs/corpus.md: `npx tsx src/build/corpusTable.ts`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measures, measure, type Words } from './corpus/measure.ts';
import { type Verdict, verdictOf } from './corpus/verdict.ts';

/** Real buildspecs of public repositories; they lie beside the repository, not in it. */
export const corpusFolder = fileURLToPath(
  new URL('../../../shared/corpus/buildspecs/', import.meta.url),
);
const page = fileURLToPath(new URL('../../docs/corpus.md', import.meta.url));

/** The buildspecs by file name; none when the folder is not there. */
export function corpusFiles(): [string, string][] {
  if (!existsSync(corpusFolder)) return [];
  return readdirSync(corpusFolder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => [file, readFileSync(join(corpusFolder, file), 'utf8')]);
}

const cell = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return (line.length > 90 ? `${line.slice(0, 90)}…` : line)
    .replaceAll('|', '\\|')
    .replaceAll('`', "'");
};

const wordRows = (words: Words): string =>
  words.sorted
    .map(([word, { uses, files }]) => `\`${word}\` ${uses} (${[...files].slice(0, 3).join(', ')})`)
    .join('; ');

function commandsPart({ counts, all, known, installed, absent, unknown }: Measures): string[] {
  const kinds: readonly [string, number][] = [
    ['built-ins, key words and functions of the shell', counts.get('shell') ?? 0],
    ['programs of the system', counts.get('program') ?? 0],
    ['tools that are modelled', counts.get('modelled') ?? 0],
    ['tools that are taken to succeed (assumed)', counts.get('assumed') ?? 0],
    ['files by their path', counts.get('path') ?? 0],
    ['names that come from an expansion', counts.get('expansion') ?? 0],
    ['not on the image; the buildspec installs them', installed.uses],
    ['known, but neither on the image nor installed: 127', absent.uses],
    ['unknown: 127', unknown.uses],
  ];
  return [
    '## First words of the commands',
    '',
    `${all} simple commands, nested ones included; of their first words ${(100 * known).toFixed(2)} % are known.`,
    '',
    '| first word | commands |',
    '| --- | ---: |',
    ...kinds.map(([kind, count]) => `| ${kind} | ${count} |`),
    '',
    `Installed by the buildspec: ${wordRows(installed)}.`,
    '',
    `Known, but not there (mostly from images of one's own): ${wordRows(absent)}.`,
    '',
    `Unknown: ${wordRows(unknown)}.`,
  ];
}

function verdictsPart(verdicts: readonly [string, Verdict][]): string[] {
  const counted = new Map<string, number>();
  for (const [, { kind }] of verdicts) counted.set(kind, (counted.get(kind) ?? 0) + 1);
  const rows = verdicts.map(([file, v]) => {
    // Of other people's commands only the name of the program stands here.
    const why =
      v.command === undefined ? (v.context ?? '') : (v.command.trim().split(/\s+/)[0] ?? '');
    const image = v.image.replace('aws/codebuild/', '');
    return `| ${file} | ${image} | ${v.kind} | ${v.phase ?? ''} | ${v.exitCode ?? ''} | ${v.commands} | ${v.assumed} | ${cell(why)} |`;
  });
  return [
    '## How each buildspec ends',
    '',
    [...counted].map(([kind, count]) => `${kind}: ${count}`).join(', '),
    '',
    '| file | image | ends | phase | exit | commands | assumed | first failure |',
    '| --- | --- | --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
  ];
}

async function write(): Promise<void> {
  const files = corpusFiles();
  if (files.length === 0) throw new Error(`${corpusFolder} is not there`);
  const verdicts: [string, Verdict][] = [];
  for (const [file, text] of files) verdicts.push([file, await verdictOf(text)]);
  const lines = [
    '# The corpus of real buildspecs',
    '',
    `Made by \`npx tsx src/build/corpusTable.ts\` from the ${files.length} buildspecs of \`shared/corpus/buildspecs\`. Each runs as the Build stage of a pipeline whose repository holds nothing but the buildspec, in a privileged container of the image it was most likely written for, with a role that may do everything. So most of them fail where they first need a file of their repository, as they would at AWS.`,
    '',
    ...commandsPart(await measure(files)),
    '',
    ...verdictsPart(verdicts),
  ];
  writeFileSync(page, `${lines.join('\n')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
