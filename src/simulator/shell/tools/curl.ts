import type { Tool, ToolContext } from '../types.ts';
import { printDownload, saveDownload } from './download/save.ts';
import { type Answer, localAnswer, splitUrl } from './endpoint.ts';
import { Failure, tool } from './support/failure.ts';
import { writeFile } from './support/files.ts';
import { absolute, basename } from './support/paths.ts';

const withValue = new Set(
  `-A -b -c -d -e -F -H -m -o -T -u -w -X -x --cacert --cert --connect-timeout --data --data-binary
   --data-raw --data-urlencode --form --header --key --max-time --output --proto --proxy --request --resolve --retry
   --retry-delay --retry-max-time --upload-file --url --user --user-agent --write-out`
    .trim()
    .split(/\s+/),
);

interface Request {
  urls: string[];
  output: string | null;
  remoteName: boolean;
  /** `-w`. */
  format: string | null;
  /** `--connect-timeout` or `-m`, in seconds. */
  timeout: number | null;
  /** `-f`: an error status is a failure. */
  fail: boolean;
  silent: boolean;
}

function parse(words: readonly string[]): Request {
  const request: Request = {
    urls: [],
    output: null,
    remoteName: false,
    format: null,
    timeout: null,
    fail: false,
    silent: false,
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      request.urls.push(word);
      continue;
    }
    // Short options can be joined; the last one of them may take the next word: `-sSLo file`.
    const name = word.startsWith('--') ? word : `-${word.at(-1) ?? ''}`;
    if (!word.startsWith('--') && word.includes('O')) request.remoteName = true;
    if (word === '--remote-name') request.remoteName = true;
    const letters = word.startsWith('--') ? '' : word;
    if (letters.includes('f') || /^--fail/.test(word)) request.fail = true;
    if (letters.includes('s') || word === '--silent') request.silent = true;
    if (letters.includes('S') || word === '--show-error') request.silent = false;
    if (!withValue.has(name)) continue;
    const value = words[++at] ?? '';
    if (name === '-o' || name === '--output') request.output = value;
    if (name === '-w' || name === '--write-out') request.format = value;
    if (/^(?:-m|--max-time|--connect-timeout)$/.test(name)) request.timeout = Number(value) || null;
    if (name === '--url') request.urls.push(value);
  }
  return request;
}

/** `-w`: what curl prints at the end. Variables that are not simulated are left out. */
function written(format: string, url: string, answer: Answer | null): string {
  const values: Record<string, string> = {
    http_code: String(answer?.status ?? 200),
    response_code: String(answer?.status ?? 200),
    exitcode: '0',
    url,
    url_effective: url,
    method: 'GET',
    num_redirects: '0',
    size_download: String(answer?.body.length ?? 0),
    scheme: /^https/.test(url) ? 'HTTPS' : 'HTTP',
  };
  return format
    .replace(/%\{([^}]*)\}/g, (_, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : '',
    )
    .replace(/\\([nrt])/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t' })[c] ?? '');
}

/** ms until curl gives up on a host that does not answer: as it was told, or as long as Linux tries. */
const patience = (request: Request): number => 1000 * (request.timeout ?? 131);

/**
 * curl: answers for the credentials endpoint of the container. There is no other network: what another host would send is not
 * known, stand-ins are written in its place, and the command counts as assumed. The progress meter is left out.
 */
export const curl: Tool = tool('curl', async (ctx) => {
  await ctx.sleep(12);
  if (ctx.args[0] === '--version' || ctx.args[0] === '-V') {
    ctx.assumed('The version of curl is not known.');
    return 0;
  }
  const request = parse(ctx.args);
  const [url] = request.urls;
  if (url === undefined) {
    throw new Failure(
      2,
      "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    );
  }
  const { host, path } = splitUrl(url);
  if (host === '') throw new Failure(3, 'curl: (3) URL rejected: No host part in the URL\n');
  const found = localAnswer(ctx, url);
  if (found === 'silent') {
    await ctx.sleep(patience(request));
    const text = `curl: (28) Failed to connect to ${host} port 80 after ${patience(request)} ms: Couldn't connect to server\n`;
    throw new Failure(28, request.silent ? '' : text);
  }
  await ctx.sleep(found === null ? 150 : 4);
  const file = request.output ?? (request.remoteName ? basename(path) : null);
  if (found === null) await standIn(ctx, url, file);
  else if (found.status >= 400 && request.fail) {
    const text = `curl: (22) The requested URL returned error: ${found.status}\n`;
    throw new Failure(22, request.silent ? '' : text);
  } else if (file === null || file === '-') ctx.stdout(found.body);
  else await writeFile(ctx.fs, absolute(ctx.cwd, file), found.body);
  if (request.format !== null) ctx.stdout(written(request.format, url, found));
  return 0;
});

/** What stands for a download from the network that is not there. */
async function standIn(ctx: ToolContext, url: string, file: string | null): Promise<void> {
  if (file === null || file === '-') return printDownload(ctx, url);
  if (file === '/dev/null')
    return ctx.assumed(`There is no network: ${splitUrl(url).host} is not asked.`);
  const denied = new Failure(
    23,
    `Warning: Failed to open the file ${file}: No such file or directory\ncurl: (23) Failure writing output to destination\n`,
  );
  await saveDownload(ctx, url, { file, denied });
}
