import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { isDirectory, isFile, readText } from '../support/files.ts';
import { absolute, basename, dirname } from '../support/paths.ts';
import type { Distribution } from './home.ts';

/** Something that pip is asked to install. */
export interface Requirement extends Distribution {
  /** As written: `requests>=2`. */
  text: string;
  /** ` (from -r requirements.txt (line 1))` */
  from: string;
  /** A project in the container's files: its own dependencies are not known. */
  local: boolean;
}

/** Requirements files that name each other end here. */
const depthLimit = 8;

/** `requests[security]==2.31.0 ; python_version > "3"` → name and, if it is pinned, version. */
const specifier =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?)(?:\s*\[[^\]]{0,200}\])?\s*(?:===?\s*([\w.+!-]{1,60})\s*)?(?:[;<>~!=@(].*)?$/;

function nameOfUrl(url: string): string {
  const egg = /#egg=([\w.-]{1,100})/.exec(url)?.[1];
  const last = basename(url.replace(/[?#].*$/, '').replace(/@[\w./-]{1,80}$/, ''));
  return egg ?? (last.replace(/\.git$|-\d.*$|\.(?:zip|tar\.gz)$/g, '') || 'package');
}

/** What pip says of a path that is not there (pip 24 and later). */
function noDirectory(text: string, editable: boolean): string {
  if (!editable) {
    return `ERROR: Invalid requirement: '${text}': Expected package name at the start of dependency specifier\n    ${text}\n    ^\nHint: It looks like a path. File '${text}' does not exist.\n`;
  }
  const vcs =
    'bzr+http, bzr+https, bzr+ssh, bzr+sftp, bzr+ftp, bzr+lp, bzr+file, git+http, git+https, git+ssh, git+git, git+file, hg+file, hg+http, hg+https, hg+ssh, hg+static-http, svn+ssh, svn+http, svn+https, svn+svn, svn+file';
  return `ERROR: ${text} is not a valid editable requirement. It should either be a path to a local project or a VCS URL (beginning with ${vcs}).\n`;
}

async function localProject(
  ctx: ToolContext,
  text: string,
  o: { at: string; from: string; editable?: boolean },
): Promise<Requirement> {
  const path = absolute(o.at, text.replace(/\[[^\]]*\]$/, '').replace(/^file:\/\//, ''));
  const from = o.from;
  if (/\.(?:whl|zip|tar\.gz)$/.test(path)) {
    if (!(await isFile(ctx.fs, path))) {
      throw new Failure(
        1,
        `ERROR: Could not install packages due to an OSError: [Errno 2] No such file or directory: '${path}'\n\n`,
      );
    }
    const [name = '', version = ''] = basename(path)
      .replace(/\.tar\.gz$/, '')
      .split('-');
    return { text, from, name, version, local: true };
  }
  if (!(await isDirectory(ctx.fs, path)))
    throw new Failure(1, noDirectory(text, o.editable === true));
  const project = (await readText(ctx.fs, `${path}/pyproject.toml`)) ?? '';
  const setup = (await readText(ctx.fs, `${path}/setup.py`)) ?? '';
  if (project === '' && setup === '') {
    throw new Failure(
      1,
      `ERROR: Directory '${text}' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.\n`,
    );
  }
  const field = (key: string) =>
    new RegExp(`\\b${key}\\s*=\\s*["']([\\w.+-]{1,80})["']`).exec(`${project}\n${setup}`)?.[1];
  return {
    text,
    from,
    name: field('name') ?? basename(path),
    version: field('version') ?? '0.0.0',
    local: true,
  };
}

/** One word or line that names what to install. */
export async function requirementOf(
  ctx: ToolContext,
  text: string,
  o: { at: string; from: string; editable?: boolean },
): Promise<Requirement> {
  if (/^(?:[a-z]+\+)?(?:https?|ssh|git):\/\//.test(text)) {
    return { text, from: o.from, name: nameOfUrl(text), version: '', local: true };
  }
  const isPath = o.editable || /^\.{0,2}\/|^\.{1,2}(?:\[|$)|\.(?:whl|tar\.gz|zip)$/.test(text);
  if (isPath) return localProject(ctx, text, o);
  const match = specifier.exec(text);
  if (match === null) {
    throw new Failure(
      1,
      `ERROR: Invalid requirement: ${JSON.stringify(text).replaceAll('"', "'")}${o.from}\n`,
    );
  }
  return { text, from: o.from, name: match[1] ?? '', version: match[2] ?? '', local: false };
}

/** The requirements of a file and of those that it names (pip documentation, "Requirements File Format"). */
export async function readRequirements(
  ctx: ToolContext,
  file: string,
  o: { at: string; depth?: number },
): Promise<Requirement[]> {
  const path = absolute(o.at, file);
  const text = await readText(ctx.fs, path);
  if (text === null) {
    throw new Failure(
      1,
      `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${file}'\n`,
    );
  }
  const found: Requirement[] = [];
  for (const [index, written] of text.replaceAll('\\\n', ' ').split('\n').entries()) {
    const line = written
      .replace(/(?:^|\s)#.*$/, '')
      .replace(/\s--hash=\S+/g, '')
      .trim();
    const from = ` (from -r ${file} (line ${index + 1}))`;
    const option = /^(-\w|--[\w-]+)[\s=]*(.*)$/.exec(line);
    if (line === '') continue;
    if (option === null) found.push(await requirementOf(ctx, line, { at: ctx.cwd, from }));
    else if (/^(?:-r|--requirement)$/.test(option[1] ?? '') && (o.depth ?? 0) < depthLimit) {
      const nested = { at: dirname(path), depth: (o.depth ?? 0) + 1 };
      found.push(...(await readRequirements(ctx, option[2] ?? '', nested)));
    } else if (/^(?:-e|--editable)$/.test(option[1] ?? '')) {
      found.push(await requirementOf(ctx, option[2] ?? '', { at: ctx.cwd, from, editable: true }));
    }
  }
  return found;
}
