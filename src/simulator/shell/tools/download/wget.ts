import type { Tool } from '../../types.ts';
import { localAnswer } from '../endpoint.ts';
import { Failure, tool } from '../support/failure.ts';
import { writeFile } from '../support/files.ts';
import { absolute, basename } from '../support/paths.ts';
import { hostOf, printDownload, saveDownload } from './save.ts';

/** ms of a small download: a typical figure. */
const downloadMs = 400;
/** Options that take the next word (GNU Wget manual). */
const withValue = new Set(
  `-O --output-document -P --directory-prefix -o --output-file -a --append-output -t --tries -T --timeout -U
   --user-agent --header --post-data --user --password --waitretry -w --wait -i --input-file -e -A -R -D`
    .trim()
    .split(/\s+/),
);

interface Request {
  urls: string[];
  values: Map<string, string>;
}

function read(words: readonly string[]): Request {
  const found: Request = { urls: [], values: new Map() };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    // Short options can be joined; the last one of them may take the next word: `-qO-`, `-qO file`.
    const joined = /^-([a-zA-Z]*?)([OPoaUtTwieARD])(.*)$/.exec(word);
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    if (!word.startsWith('-')) found.urls.push(word);
    else if (equals > 0) found.values.set(word.slice(0, equals), word.slice(equals + 1));
    else if (withValue.has(word)) found.values.set(word, words[++at] ?? '');
    else if (joined !== null && !word.startsWith('--') && !word.startsWith('-n')) {
      found.values.set(`-${joined[2]}`, joined[3] || (words[++at] ?? ''));
    }
  }
  return found;
}

/** wget: there is no network; what it is asked for becomes a stand-in, as with curl. Its progress is left out. */
export const wget: Tool = tool('wget', async (ctx) => {
  if (ctx.args.includes('--version')) {
    ctx.assumed('The version of wget is not known.');
    return 0;
  }
  const { urls, values } = read(ctx.args);
  if (urls.length === 0) {
    throw new Failure(
      1,
      "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    );
  }
  const output = values.get('-O') ?? values.get('--output-document');
  const prefix = values.get('-P') ?? values.get('--directory-prefix');
  for (const url of urls) {
    await ctx.sleep(downloadMs);
    const path = url.replace(/[?#].*$/, '').replace(/^(?:\w+:\/\/)?[^/]*/, '');
    const name = output ?? (basename(path) || 'index.html');
    const file = prefix === undefined || output !== undefined ? name : `${prefix}/${name}`;
    const found = localAnswer(ctx, url);
    if (found === 'silent') {
      await ctx.sleep(900_000);
      throw new Failure(4, '');
    }
    if (found !== null && found.status >= 400) throw new Failure(8, '');
    if (found !== null && file === '-') ctx.stdout(found.body);
    else if (found !== null) await writeFile(ctx.fs, absolute(ctx.cwd, file), found.body);
    else if (file === '-') await printDownload(ctx, url);
    else if (file === '/dev/null') ctx.assumed(`There is no network: ${hostOf(url)} is not asked.`);
    else {
      if (prefix !== undefined)
        await ctx.fs.mkdir(ctx.fs.resolvePath(ctx.cwd, prefix), { recursive: true });
      const denied = new Failure(1, `${file}: No such file or directory\n`);
      await saveDownload(ctx, url, { file, denied });
    }
  }
  return 0;
});
