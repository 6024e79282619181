import { statOf } from '../core/files.ts';
import type { Call, Program } from '../core/process.ts';
import { badOption, complainAs, input, print, readFlags, resolve } from './support.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A fresh name: the last run of three or more `X` becomes letters that depend on the place in the story. */
const mktemp: Program = {
  name: 'mktemp',
  async run(call) {
    const known = ['d|directory', 'p:tmpdir', 't', 'u|dry-run', 'q|quiet', 'suffix:'];
    const { rest, unknown, has, value } = readFlags(call.args, known);
    if (unknown !== null) return badOption(call, unknown);
    const { run } = call.proc;
    const { host, fs } = run.container;
    const template = rest[0] ?? 'tmp.XXXXXXXXXX';
    const xs = /X{3,}(?=[^X]*$)/.exec(template)?.[0];
    if (xs === undefined) return complainAs(call, `too few X's in template '${template}'`);
    const count = run.calls.get('mktemp') ?? 0;
    run.calls.set('mktemp', count + 1);
    const random = host.ids.text(`${run.key}/mktemp#${count}`, xs.length, LETTERS);
    const name = template.replace(/X{3,}(?=[^X]*$)/, random) + (value('suffix') ?? '');
    const temporary = value('p') || call.env.get('TMPDIR') || '/tmp';
    const inside = rest.length === 0 || has('p') || has('t');
    const path = inside ? `${temporary}/${name}` : name;
    const full = resolve(call, path);
    const parent = full.slice(0, full.lastIndexOf('/')) || '/';
    if (!(await statOf(fs, parent))?.isDirectory) {
      const what = has('d') ? 'directory' : 'file';
      return complainAs(
        call,
        `failed to create ${what} via template '${template}': No such file or directory`,
      );
    }
    if (!has('u')) {
      if (has('d')) await fs.mkdir(full);
      else await fs.writeFile(full, '');
      await fs.chmod(full, has('d') ? 0o700 : 0o600);
    }
    return print(call, `${path}\n`);
  },
};

const realpath: Program = {
  name: 'realpath',
  async run(call) {
    const { rest, unknown, has } = readFlags(call.args, [
      'm|canonicalize-missing',
      'e',
      's|no-symlinks',
      'q',
      'z',
      'relative-to:',
    ]);
    if (unknown !== null) return badOption(call, unknown);
    if (rest.length === 0)
      return complainAs(call, "missing operand\nTry 'realpath --help' for more information.");
    let status = 0;
    for (const path of rest) {
      const full = resolve(call, path);
      const parent = full.slice(0, full.lastIndexOf('/')) || '/';
      const { fs } = call.proc.run.container;
      const there = (await statOf(fs, full)) !== null;
      if (!there && !has('m') && (has('e') || (await statOf(fs, parent)) === null)) {
        status = await complainAs(call, `${path}: No such file or directory`);
      } else {
        await print(call, `${there ? await fs.realpath(full) : full}\n`);
      }
    }
    return status;
  },
};

/** `install [-m mode] [-d] source… target`. */
const install: Program = {
  name: 'install',
  async run(call: Call) {
    const known = [
      'm:mode',
      'd|directory',
      'o:owner',
      'g:group',
      'D',
      'v',
      'c',
      'p',
      's',
      't:target-directory',
    ];
    const { rest, unknown, has, value } = readFlags(call.args, known);
    if (unknown !== null) return badOption(call, unknown);
    const { fs } = call.proc.run.container;
    const mode = Number.parseInt(value('m') ?? '755', 8) || 0o755;
    if (has('d')) {
      for (const path of rest) await fs.mkdir(resolve(call, path), { recursive: true });
      return 0;
    }
    const target = value('t') ?? rest.pop();
    if (target === undefined || rest.length === 0) return complainAs(call, 'missing file operand');
    const full = resolve(call, target);
    const into = (await statOf(fs, full))?.isDirectory === true;
    for (const path of rest) {
      if ((await statOf(fs, resolve(call, path))) === null) {
        return complainAs(call, `cannot stat '${path}': No such file or directory`);
      }
      const to = into ? `${full}/${path.slice(path.lastIndexOf('/') + 1)}` : full;
      await fs.mkdir(to.slice(0, to.lastIndexOf('/')) || '/', { recursive: true });
      await fs.cp(resolve(call, path), to);
      await fs.chmod(to, mode);
    }
    return 0;
  },
};

/** `cmp`: 0 when both files hold the same bytes. */
const cmp: Program = {
  name: 'cmp',
  async run(call) {
    const { rest, has } = readFlags(call.args, ['s|quiet', 'silent', 'b', 'l']);
    const [left = '', right = '-'] = rest;
    const contents: string[] = [];
    for (const path of [left, right]) {
      const content = await input(call, path);
      if (typeof content === 'string') return complainAs(call, `${path}: ${content}`, 2);
      contents.push(content.bytes);
    }
    const [a = '', b = ''] = contents;
    const at = [...a].findIndex((byte, i) => byte !== b.charAt(i));
    if (at === -1 && a.length === b.length) return 0;
    if (has('s') || has('silent')) return 1;
    if (at === -1 || at >= b.length)
      return complainAs(call, `EOF on ${a.length < b.length ? left : right}`);
    const line = a.slice(0, at).split('\n').length;
    await print(call, `${left} ${right} differ: byte ${at + 1}, line ${line}\n`);
    return 1;
  },
};

export const filePrograms: Program[] = [mktemp, realpath, install, cmp];
