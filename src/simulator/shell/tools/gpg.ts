import type { Tool, ToolContext } from '../types.ts';
import { fromBase64Bytes } from './support/bytes.ts';
import { Failure, tool } from './support/failure.ts';
import { isFile, readText, writeFile } from './support/files.ts';
import { absolute } from './support/paths.ts';

/** ms of an ordinary call: an order of magnitude. */
const runMs = 150;

/** GnuPG of the images' systems, the oldest first. */
const versions: readonly [RegExp, string][] = [
  [/\/standard:5\./, '2.2.19'],
  [/\/standard:8\./, '2.4.4'],
  [/amazonlinux/, '2.3.7'],
  [/./, '2.2.27'],
];

/** Options that take the next word. */
const withValue = new Set(
  '-o --output --keyring --homedir --keyserver --recv-keys --passphrase --passphrase-file --pinentry-mode -u -r --recipient'.split(
    ' ',
  ),
);

interface Words {
  options: ReadonlyMap<string, string>;
  files: readonly string[];
}

function wordsOf(args: readonly string[]): Words {
  const options = new Map<string, string>();
  const files: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [name = '', value] = (args[at] ?? '').split(/=(.*)/s);
    if (!name.startsWith('-')) files.push(args[at] ?? '');
    else if (value !== undefined) options.set(name, value);
    else options.set(name, withValue.has(name) ? (args[++at] ?? '') : '');
  }
  return { options, files };
}

/** The bytes behind ASCII armor (RFC 9580, "Forming ASCII Armor"); null when the text is none. */
function dearmored(text: string): Uint8Array | null {
  const [, body] = /-----BEGIN PGP [A-Z ]+-----\r?\n([^-]{1,1000000})/.exec(text) ?? [];
  if (body === undefined) return null;
  const lines = body.split(/\r?\n/).filter((line) => !line.includes(':') && !line.startsWith('='));
  return fromBase64Bytes(lines.join(''));
}

/** A file that is there already: gpg asks, and in a build there is nobody to ask. */
async function mayWrite(ctx: ToolContext, { options }: Words, path: string): Promise<void> {
  if (options.has('--yes') || !(await isFile(ctx.fs, path))) return;
  throw new Failure(
    2,
    options.has('--batch')
      ? 'gpg: dearmoring failed: File exists\n'
      : "gpg: Sorry, no terminal at all requested - can't get input\n",
  );
}

async function dearmor(ctx: ToolContext, words: Words): Promise<number> {
  const [file] = words.files;
  const input =
    file === undefined ? ctx.stdin : ((await readText(ctx.fs, absolute(ctx.cwd, file))) ?? '');
  const output = words.options.get('-o') ?? words.options.get('--output');
  const path = output === undefined ? null : absolute(ctx.cwd, output);
  if (path !== null) await mayWrite(ctx, words, path);
  const bytes = dearmored(input);
  if (bytes === null) ctx.assumed('What the key holds is not known: it is handed on as it came.');
  if (path !== null) await writeFile(ctx.fs, path, bytes ?? input);
  else ctx.stdout(bytes === null ? input : String.fromCharCode(...bytes.slice(0, 10_000)));
  return 0;
}

/** GnuPG: its version and the armor of keys. What needs a key ring is assumed. */
const gpgNamed = (name: string): Tool =>
  tool(name, async (ctx) => {
    await ctx.sleep(runMs);
    const words = wordsOf(ctx.args);
    if (words.options.has('--version')) {
      const version = versions.find(([image]) => image.test(ctx.host.image))?.[1];
      ctx.stdout(`gpg (GnuPG) ${version}\n`);
      return 0;
    }
    if (words.options.has('--dearmor')) return dearmor(ctx, words);
    ctx.assumed(`${name}: the program is not run, and no files were made.`);
    return 0;
  });

export const gpgTools: readonly Tool[] = ['gpg', 'gpg2'].map(gpgNamed);
