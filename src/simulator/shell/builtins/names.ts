import { type Builtin, isBash, type Process, write } from '../core/process.ts';
import { complain, failure } from '../dialect/messages.ts';
import { print } from './echo.ts';

const KEYWORDS = new Set([
  ...['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for'],
  ...['in', '{', '}', '!'],
]);
const BASH_KEYWORDS = new Set(['[[', ']]', 'function', 'select', 'time', 'coproc']);

type Kind = 'alias' | 'keyword' | 'function' | 'builtin' | 'file';

/** What a name stands for when it is used as a command. */
async function resolve(proc: Process, name: string): Promise<{ kind: Kind; path: string } | null> {
  const alias = proc.aliases.get(name);
  if (alias !== undefined) return { kind: 'alias', path: alias };
  if (KEYWORDS.has(name) || (isBash(proc) && BASH_KEYWORDS.has(name)))
    return { kind: 'keyword', path: name };
  if (proc.functions.has(name)) return { kind: 'function', path: name };
  const builtin = proc.run.container.builtins.get(name);
  if (builtin !== undefined && !(builtin.bash && !isBash(proc)))
    return { kind: 'builtin', path: name };
  const { engine } = proc.run.container;
  if (name.includes('/')) {
    const { fs } = proc.run.container;
    const there = await fs.exists(fs.resolvePath(proc.cwd, name));
    return there ? { kind: 'file', path: name } : null;
  }
  const path = await engine.locate(proc, name);
  return path === null ? null : { kind: 'file', path };
}

async function tell(proc: Process, name: string, command: string): Promise<number> {
  const found = await resolve(proc, name);
  if (found === null) {
    if (isBash(proc)) return failure(proc, `${command}: ${name}: not found`);
    await print(proc, command, `${name}: not found\n`);
    return 127;
  }
  const texts: Record<Kind, string> = {
    alias: isBash(proc) ? `aliased to \`${found.path}'` : `an alias for ${found.path}`,
    keyword: 'a shell keyword',
    function: isBash(proc) ? 'a function' : 'a shell function',
    builtin:
      proc.run.container.builtins.get(name)?.special && !isBash(proc)
        ? 'a special shell builtin'
        : 'a shell builtin',
    file: found.path,
  };
  return print(proc, command, `${name} is ${texts[found.kind]}\n`);
}

const type: Builtin = {
  async run(proc, args) {
    const isOption = (arg: string) => isBash(proc) && /^-[afptP]+$/.test(arg);
    const letters = args.filter(isOption).join('');
    let status = 0;
    for (const name of args.filter((arg) => !isOption(arg))) {
      if (!isBash(proc) || letters === '' || letters === '-a') {
        status = (await tell(proc, name, 'type')) || status;
        continue;
      }
      const found = await resolve(proc, name);
      if (found === null) status = 1;
      else if (letters.includes('t')) await print(proc, 'type', `${found.kind}\n`);
      else if (found.kind === 'file') await print(proc, 'type', `${found.path}\n`);
    }
    return status;
  },
};

const command: Builtin = {
  async run(proc, args) {
    const words = [...args];
    let mode = '';
    while (/^-[pvV]+$/.test(words[0] ?? '')) mode += words.shift();
    if (words[0] === '--') words.shift();
    const [name] = words;
    if (name === undefined) return 0;
    // bash is content when it finds one of several.
    if (mode.includes('v') && isBash(proc) && words.length > 1) {
      const found = await Promise.all(words.map((word) => resolve(proc, word)));
      for (const [i, each] of found.entries()) {
        if (each !== null)
          await print(proc, 'command', `${each.kind === 'file' ? each.path : words[i]}\n`);
      }
      return found.some((each) => each !== null) ? 0 : 1;
    }
    if (mode.includes('V')) return tell(proc, name, 'command');
    if (!mode.includes('v')) return proc.run.container.engine.words(proc, words, true);
    let status = 0;
    for (const word of isBash(proc) ? words : [name]) {
      const found = await resolve(proc, word);
      if (found === null) status = isBash(proc) ? 1 : 127;
      else {
        const text = found.kind === 'alias' ? `alias ${word}='${found.path}'` : found.path;
        await print(proc, 'command', `${text}\n`);
      }
    }
    return status;
  },
};

const builtin: Builtin = {
  bash: true,
  async run(proc, args) {
    const [name, ...rest] = args;
    if (name === undefined) return 0;
    const found = proc.run.container.builtins.get(name);
    if (found === undefined) return failure(proc, `builtin: ${name}: not a shell builtin`);
    return found.run(proc, rest, name);
  },
};

const alias: Builtin = {
  async run(proc, args) {
    let status = 0;
    const show = (name: string) => {
      const start = proc.dialect === 'bash' ? 'alias ' : '';
      return print(proc, 'alias', `${start}${name}='${proc.aliases.get(name) ?? ''}'\n`);
    };
    if (args.length === 0) for (const name of [...proc.aliases.keys()].sort()) await show(name);
    for (const arg of args) {
      const at = arg.indexOf('=');
      if (at > 0) proc.aliases.set(arg.slice(0, at), arg.slice(at + 1));
      else if (proc.aliases.has(arg)) await show(arg);
      else {
        if (isBash(proc)) await complain(proc, `alias: ${arg}: not found`);
        else await write(proc, 2, `alias: ${arg} not found\n`);
        status = 1;
      }
    }
    return status;
  },
};

const unalias: Builtin = {
  async run(proc, args) {
    let status = 0;
    for (const arg of args) {
      if (arg === '-a') proc.aliases.clear();
      else if (!proc.aliases.delete(arg)) {
        status = await failure(
          proc,
          isBash(proc) ? `unalias: ${arg}: not found` : `unalias: ${arg} not found`,
          1,
        );
      }
    }
    return status;
  },
};

const hash: Builtin = {
  async run(proc, args) {
    let status = 0;
    if (args.includes('-r')) proc.hash.clear();
    for (const name of args.filter((arg) => !arg.startsWith('-'))) {
      if ((await proc.run.container.engine.locate(proc, name)) === null) {
        status = await failure(proc, `hash: ${name}: not found`, 1);
      }
    }
    return status;
  },
};

export const nameBuiltins: Record<string, Builtin> = {
  type,
  command,
  builtin,
  alias,
  unalias,
  hash,
};
