import { nodeAt } from '../../../text/yaml.ts';
import { documentedVariables, internalVariables, perSource } from '../../variableNames.ts';
import { commandsOf, spanOf } from './commands.ts';
import type { Read, Remark, Warnings } from './types.ts';

const known = [...Object.keys(documentedVariables), ...internalVariables];

/** Steps of one letter between two words, as far as `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? most + 1;
}

/** The variable of CodeBuild that is meant by a name that does not exist. */
function meant(name: string): string | undefined {
  const most = 4;
  const near = known
    .map((candidate) => ({ candidate, steps: distance(name, candidate, most) }))
    .filter(({ steps }) => steps <= most);
  return near.toSorted((a, b) => a.steps - b.steps)[0]?.candidate;
}

/** Names that the buildspec gives a value somewhere. */
function given(read: Read): Set<string> {
  const { env } = read.spec;
  const names = new Set([
    ...Object.keys(env.variables),
    ...Object.keys(env['parameter-store']),
    ...Object.keys(env['secrets-manager']),
    ...(read.around?.variables.keys() ?? []),
  ]);
  for (const { text } of commandsOf(read)) {
    for (const [, name = ''] of text.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w*)=/g)) names.add(name);
    for (const [, name = ''] of text.matchAll(/\bread\s+(?:-\w+\s+)*([A-Za-z_]\w*)/g))
      names.add(name);
  }
  return names;
}

function* uses(read: Read, pattern: RegExp): Generator<Remark & { name: string }> {
  const own = given(read);
  const seen = new Set<string>();
  for (const command of commandsOf(read)) {
    for (const [whole, name = ''] of command.text.matchAll(pattern)) {
      if (own.has(name) || seen.has(name)) continue;
      seen.add(name);
      // `${NAME:-x}` says itself what is to stand there without it.
      if (new RegExp(`\\$\\{${name}:?[-=+?]`).test(command.text)) continue;
      yield { name, span: spanOf(read, command, whole), path: command.path, message: '' };
    }
  }
}

/** What many tutorials use and CodeBuild does not set (reference: codebuild §3.1, §9 entry 33). */
const oftenMissing = /\$\{?(AWS_ACCOUNT_ID|IMAGE_REPO_NAME|IMAGE_TAG|AWS_ACCESS_KEY_ID)\b/g;

/** About the names of variables in commands and in `exported-variables`. */
export const variableWarnings: Warnings = {
  'unknown-variable': {
    severity: 'warning',
    *find(read) {
      for (const { name, ...remark } of uses(read, /\$\{?(CODEBUILD_[A-Za-z0-9_]+)/g)) {
        if (known.includes(name) || perSource.some((start) => name.startsWith(start))) continue;
        const right = meant(name);
        const hint = right === undefined ? '' : ` ${right} is meant, probably.`;
        const text = read.text.slice(remark.span.start, remark.span.end);
        const replacement =
          right === undefined || !/^\$\{?\w+$/.test(text)
            ? {}
            : { replacement: text.replace(name, right) };
        const message = `CodeBuild sets no ${name}: it is empty.${hint}`;
        yield { ...remark, message, ...replacement };
      }
    },
  },
  'never-set': {
    severity: 'warning',
    *find(read) {
      for (const { name, ...remark } of uses(read, oftenMissing)) {
        const message =
          name === 'AWS_ACCESS_KEY_ID'
            ? 'CodeBuild sets no AWS_ACCESS_KEY_ID: programs ask for credentials at an address inside the container.'
            : `CodeBuild does not set ${name}; ${read.around === null ? 'unless the project does, ' : ''}it is empty. Set it under env: variables, in the project or in the pipeline.`;
        yield { ...remark, message, severity: read.around === null ? 'info' : 'warning' };
      }
    },
  },
  'not-exportable': {
    severity: 'warning',
    *find(read) {
      const own = given(read);
      for (const [index, name] of read.spec.env['exported-variables'].entries()) {
        const path = ['env', 'exported-variables', index];
        const span = nodeAt(read.root, path);
        if (span === undefined) continue;
        if (name.startsWith('AWS_')) {
          const message = 'Names that begin with AWS_ are not exported.';
          yield { span, path, message };
        } else if (!own.has(name) && !known.includes(name)) {
          const message = `No command here sets ${name}: there is nothing to export, unless a file that they read does.`;
          yield { span, path, message, severity: 'info' };
        }
      }
    },
  },
};
