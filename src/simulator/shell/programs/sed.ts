import { statOf } from '../core/files.ts';
import type { Program } from '../core/process.ts';
import { complainAs, resolve } from './support.ts';

/** Options in the short forms, which are all that just-bash knows. */
function shortForms(args: readonly string[]): string[] {
  return args.flatMap((arg) => {
    const [, name, value = ''] = /^--(expression|file|in-place)=([\s\S]*)$/.exec(arg) ?? [];
    if (name === 'in-place') return [`-i${value}`];
    if (name !== undefined) return [name === 'file' ? '-f' : '-e', value];
    if (arg === '--in-place') return ['-i'];
    return [arg.replace(/^--(?:quiet|silent)$/, '-n').replace(/^--regexp-extended$/, '-E')];
  });
}

/** Scripts of a call and its files. */
function partsOf(args: readonly string[]): { scripts: string[]; files: string[] } {
  const scripts: string[] = [];
  const files: string[] = [];
  let named = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const valued = /^-[a-zA-Z]*([ef])$/.exec(arg)?.[1];
    if (valued !== undefined && !/^-i./.test(arg)) {
      named = true;
      const value = args[++i] ?? '';
      if (valued === 'e') scripts.push(value);
    } else if (!/^-./.test(arg)) files.push(arg);
  }
  if (!named) scripts.push(...files.splice(0, 1));
  return { scripts, files };
}

/** Where a script that is one `s` command ends too early. Null: it does not. */
function unterminated(script: string): number | null {
  const [, delimiter = ''] = /^\s*s([^\s\\])/.exec(script) ?? [];
  if (delimiter === '' || script.includes('\n')) return null;
  const escaped = `\\${delimiter}`;
  const plain = script
    .replaceAll('\\\\', '')
    .replaceAll(escaped, '')
    .replace(/\[[^\]]*\]/g, '');
  return plain.split(delimiter).length < 4 ? script.length : null;
}

/** `sed` of just-bash, with the backups of `-i.bak` and the complaint about an `s` without its end. */
export function sedProgram(bundled: Program): Program {
  return {
    name: 'sed',
    partial: true,
    async run(call) {
      const args = shortForms(call.args);
      const { scripts, files } = partsOf(args);
      for (const [i, script] of scripts.entries()) {
        const at = unterminated(script);
        if (at !== null)
          return complainAs(call, `-e expression #${i + 1}, char ${at}: unterminated \`s' command`);
      }
      const suffix = args
        .map((arg) => /^-i(.+)$/.exec(arg)?.[1])
        .find((found) => found !== undefined);
      if (suffix === undefined || /^[nErsz]+$/.test(suffix)) return bundled.run({ ...call, args });
      const { fs } = call.proc.run.container;
      for (const file of files) {
        const path = resolve(call, file);
        if ((await statOf(fs, path))?.isFile) await fs.cp(path, `${path}${suffix}`);
      }
      return bundled.run({ ...call, args: args.map((arg) => (/^-i./.test(arg) ? '-i' : arg)) });
    },
  };
}
