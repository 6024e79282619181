/**
 * A static file server for the browser tests: one folder, served on several ports and under several
 * paths, so that tests can put the site under a sub-path and frame it from another origin.
 *
 *   tsx tests/tools/serve.ts dist 4274=/some/sub/path/ 4275=/
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** The file below `folder` that `pathname` names under `base`, or null when it names none. */
export async function fileAt(
  folder: string,
  base: string,
  pathname: string,
): Promise<string | null> {
  if (!pathname.startsWith(base)) return null;
  const root = normalize(`${folder}${sep}`);
  let file = join(root, decodeURIComponent(pathname.slice(base.length)));
  if (!file.startsWith(root) && `${file}${sep}` !== root) return null;
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) file = join(file, 'index.html');
  const there = await stat(file).catch(() => null);
  return there?.isFile() ? file : null;
}

function answerFrom(folder: string, base: string): RequestListener {
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = await fileAt(folder, base, pathname).catch(() => null);
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    createReadStream(file).pipe(response);
  };
}

/**
 * Serves `folder` under `base` (begins and ends with a slash) on a port of this machine.
 * @param port 0 takes any free one
 */
export function serve(folder: string, port: number, base: string): Promise<Server> {
  const server = createServer(answerFrom(folder, base));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = 'dist', ...places] = process.argv.slice(2);
  for (const place of places) {
    const [port = '0', base = '/'] = place.split('=');
    await serve(folder, Number(port), base);
    console.log(`Serving ${folder} at http://localhost:${port}${base}`);
  }
}
