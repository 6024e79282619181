import type { Tool, ToolContext } from '../types.ts';
import { printDownload, saveDownload } from './download/save.ts';
import { Failure, tool } from './support/failure.ts';
import { writeFile } from './support/files.ts';
import { absolute, basename } from './support/paths.ts';

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Where the container's credentials are served (CodeBuild User Guide, "Environment variables in build environments"). */
const credentialsHost = '169.254.170.2';
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
}

function parse(words: readonly string[]): Request {
  const request: Request = { urls: [], output: null, remoteName: false };
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
    if (!withValue.has(name)) continue;
    const value = words[++at] ?? '';
    if (name === '-o' || name === '--output') request.output = value;
    if (name === '--url') request.urls.push(value);
  }
  return request;
}

/** What the endpoint of the container answers: the session of the build's role. */
function credentials(ctx: ToolContext, path: string): string | null {
  const session = ctx.host.session();
  if (session === null || path !== ctx.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) return null;
  const { clock, ids } = ctx.host;
  const expires = session.expiresAt + clock.unix() - clock.now();
  return JSON.stringify({
    // The endpoint shows an opaque text here, not the role's ARN (seen in logs).
    RoleArn: `AQIC${ids.text(`role/${session.roleArn}`, 60, base64)}`,
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    Token: session.token,
    Expiration: new Date(expires).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  });
}

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
  const match = /^(?:https?:\/\/)?([^/?#]*)([^?#]*)/.exec(url);
  const [host = '', path = ''] = [match?.[1], match?.[2]];
  if (host === '') throw new Failure(3, 'curl: (3) URL rejected: No host part in the URL\n');
  const answer = host === credentialsHost ? credentials(ctx, path) : null;
  await ctx.sleep(answer === null ? 150 : 4);
  const file = request.output ?? (request.remoteName ? basename(path) : null);
  if (answer === null) {
    const denied = new Failure(
      23,
      `Warning: Failed to open the file ${file}: No such file or directory\ncurl: (23) Failure writing output to destination\n`,
    );
    if (file === null || file === '-') await printDownload(ctx, url);
    else if (file !== '/dev/null') await saveDownload(ctx, url, { file, denied });
    else ctx.assumed(`There is no network: ${host} is not asked.`);
    return 0;
  }
  if (file === null || file === '-') ctx.stdout(answer);
  else await writeFile(ctx.fs, absolute(ctx.cwd, file), answer);
  return 0;
});
