import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decode, toArray } from '../core/bytes.ts';
import type { Call, Program } from '../core/process.ts';
import { badOption, complainAs, input, print, readFlags } from './support.ts';

const HASHES: Record<string, (data: Uint8Array) => Uint8Array> = {
  md5sum: md5,
  sha1sum: sha1,
  sha224sum: sha224,
  sha256sum: sha256,
  sha384sum: sha384,
  sha512sum: sha512,
};

/** `--check`: reads `<hash>  <file>` lines. */
async function check(
  call: Call,
  path: string,
  hash: (bytes: string) => string,
  quiet: boolean,
): Promise<number> {
  const list = await input(call, path);
  if (typeof list === 'string') return complainAs(call, `${path}: ${list}`);
  let [lines, failed, missing] = [0, 0, 0];
  for (const line of decode(list.bytes).split('\n')) {
    const [, expected = '', file = ''] = /^\\?([0-9a-fA-F]+) [ *](.+)$/.exec(line) ?? [];
    if (file === '') continue;
    lines++;
    const content = await input(call, file);
    if (typeof content === 'string') {
      missing++;
      await complainAs(call, `${file}: ${content}`);
      await print(call, `${file}: FAILED open or read\n`);
      continue;
    }
    const good = hash(content.bytes) === expected.toLowerCase();
    if (!good) failed++;
    if (!good || !quiet) await print(call, `${file}: ${good ? 'OK' : 'FAILED'}\n`);
  }
  if (lines === 0) {
    return complainAs(
      call,
      `${path === '-' ? "'standard input'" : path}: no properly formatted checksum lines found`,
    );
  }
  const s = (count: number) => (count === 1 ? '' : 's');
  if (missing > 0)
    await complainAs(call, `WARNING: ${missing} listed file${s(missing)} could not be read`);
  if (failed > 0)
    await complainAs(call, `WARNING: ${failed} computed checksum${s(failed)} did NOT match`);
  return failed + missing > 0 ? 1 : 0;
}

export const hashPrograms: Program[] = Object.entries(HASHES).map(
  ([name, digest]): Program => ({
    name,
    async run(call) {
      const known = [
        'c|check',
        'b|binary',
        't|text',
        'quiet',
        'status',
        'w|warn',
        'strict',
        'ignore-missing',
      ];
      const { rest, unknown, has } = readFlags(call.args, known);
      if (unknown !== null) return badOption(call, unknown);
      const hash = (bytes: string) => bytesToHex(digest(toArray(bytes)));
      const paths = rest.length === 0 ? ['-'] : rest;
      let status = 0;
      for (const path of paths) {
        if (has('c')) {
          status = (await check(call, path, hash, has('quiet') || has('status'))) || status;
          continue;
        }
        const content = await input(call, path);
        if (typeof content === 'string') status = await complainAs(call, `${path}: ${content}`);
        else await print(call, `${hash(content.bytes)} ${has('b') ? '*' : ' '}${path}\n`);
      }
      return status;
    },
  }),
);
