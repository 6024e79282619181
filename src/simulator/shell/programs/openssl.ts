import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Bytes, fromArray, toArray } from '../core/bytes.ts';
import { limits } from '../core/limits.ts';
import { type Call, type Program, wait, write, writeTo } from '../core/process.ts';
import { systemOf } from '../systems.ts';
import { complainAs, input, print, resolve } from './support.ts';

const DIGESTS = { md5, sha1, sha224, sha256, sha384, sha512 } as const;
type DigestName = keyof typeof DIGESTS;
const isDigest = (name: string): name is DigestName => Object.hasOwn(DIGESTS, name);

/** Names before the digest in the output of OpenSSL 3. */
const shownName = (name: string): string => name.toUpperCase().replace(/^SHA(\d{3})$/, 'SHA2-$1');

/** Options of the commands here: the valued take the next word. */
function read(words: readonly string[], valued: readonly string[]) {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!/^-./.test(word)) rest.push(word);
    else if (valued.includes(word.slice(1))) values.set(word.slice(1), words[++i] ?? '');
    else flags.add(word.slice(1));
  }
  return { values, flags, rest };
}

async function put(call: Call, path: string | undefined, bytes: Bytes): Promise<number> {
  if (path === undefined) await writeTo(call.proc, call.proc.fds.get(1)?.sink, bytes);
  else await call.proc.run.container.fs.writeFile(resolve(call, path), toArray(bytes));
  return 0;
}

/** base64 in lines of 64 characters, or one line without an end. */
function base64(bytes: Bytes, oneLine: boolean): string {
  const text = btoa(bytes);
  return oneLine ? text : text.replace(/.{1,64}/g, '$&\n');
}

/** `rand`: bytes that depend on the place in the story. */
async function rand(call: Call, words: string[]): Promise<number> {
  const { values, flags, rest } = read(words, ['out']);
  const count = Number(rest[0] ?? Number.NaN);
  if (!Number.isSafeInteger(count) || count < 0 || count > limits.output)
    return complainAs(call, 'Extra arguments given.\nrand: Use -help for summary.');
  const { run } = call.proc;
  const calls = run.calls.get('openssl') ?? 0;
  run.calls.set('openssl', calls + 1);
  const hex = run.container.host.ids.hex(`${run.key}/openssl#${calls}`, 2 * count);
  const bytes = (hex.match(/../g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('');
  if (flags.has('hex')) return put(call, values.get('out'), `${hex}\n`);
  return put(call, values.get('out'), flags.has('base64') ? base64(bytes, false) : bytes);
}

async function dgst(call: Call, words: string[], named: string | null): Promise<number> {
  const { values, flags, rest } = read(words, [
    'out',
    'hmac',
    'sign',
    'verify',
    'signature',
    'mac',
    'macopt',
    'keyform',
  ]);
  if (['sign', 'verify', 'mac'].some((name) => values.has(name)))
    return assumed(call, values.get('out'));
  const name = named ?? [...flags].find(isDigest) ?? 'sha256';
  if (!isDigest(name)) return complainAs(call, `Unknown option or message digest: ${name}`);
  let status = 0;
  for (const path of rest.length === 0 ? ['-'] : rest) {
    const content = await input(call, path);
    if (typeof content === 'string') {
      status = await complainAs(call, `Can't open "${path}" for reading, ${content}`);
      continue;
    }
    const data = toArray(content.bytes);
    const key = values.get('hmac');
    const digest =
      key === undefined
        ? DIGESTS[name](data)
        : hmac(DIGESTS[name], new TextEncoder().encode(key), data);
    const label = `${key === undefined ? '' : 'HMAC-'}${shownName(name)}(${path === '-' ? 'stdin' : path})= `;
    const text = flags.has('binary')
      ? fromArray(digest)
      : flags.has('r')
        ? `${bytesToHex(digest)} *${path === '-' ? 'stdin' : path}\n`
        : `${label}${bytesToHex(digest)}\n`;
    await put(call, values.get('out'), text);
  }
  return status;
}

/** `base64` and `enc -base64`, without a cipher. */
async function encode(call: Call, words: string[]): Promise<number> {
  const { values, flags } = read(words, ['in', 'out', 'pass', 'k', 'K', 'iv', 'md', 'iter']);
  const ciphers = [...flags].some((flag) => /aes|des|chacha|camellia/i.test(flag));
  if (ciphers) return assumed(call, values.get('out'));
  const content = await input(call, values.get('in') ?? '-');
  if (typeof content === 'string')
    return complainAs(call, `Can't open "${values.get('in')}" for reading, ${content}`);
  const oneLine = flags.has('A');
  if (!flags.has('d')) return put(call, values.get('out'), base64(content.bytes, oneLine));
  try {
    return await put(call, values.get('out'), atob(content.bytes.replace(/\s/g, '')));
  } catch {
    return put(call, values.get('out'), '');
  }
}

/** What is not computed: files that it is asked for are there, as placeholders. */
async function assumed(call: Call, ...paths: (string | undefined)[]): Promise<number> {
  const { run } = call.proc;
  run.fidelity = 'assumed';
  run.note ??=
    'openssl: keys, certificates and ciphers are not computed; what it writes is a placeholder.';
  for (const path of paths) {
    if (path !== undefined)
      await put(call, path, 'Placeholder of Pipeglass for what openssl writes.\n');
  }
  return 0;
}

/** OpenSSL: digests, random bytes and base64 are computed; keys, certificates and ciphers are not. */
const openssl: Program = {
  name: 'openssl',
  async run(call) {
    const [command = '', ...words] = call.args;
    await wait(call.proc, 10);
    if (command === 'version' || command === '--version' || command === '-v') {
      const { host } = call.proc.run.container;
      return print(call, `${systemOf(host.image, host.dialect).versions.openssl}\n`);
    }
    if (command === 'rand') return rand(call, words);
    if (command === 'dgst') return dgst(call, words, null);
    if (isDigest(command)) return dgst(call, words, command);
    if (command === 'base64' || command === 'enc') return encode(call, words);
    const known =
      /^(?:req|x509|genrsa|rsa|pkcs12|pkcs8|pkey|pkeyutl|genpkey|ec|ecparam|s_client|verify|passwd|aes-.*|des.*|ca|crl|smime|cms|rsautl|dhparam|speed|ciphers|asn1parse)$/;
    if (!known.test(command)) {
      await write(call.proc, 2, `Invalid command '${command}'; type "help" for a list.\n`);
      return 1;
    }
    const { values } = read(words, [
      'out',
      'keyout',
      'in',
      'days',
      'subj',
      'newkey',
      'config',
      'pass',
      'k',
    ]);
    const source = values.get('in');
    if (source !== undefined) {
      const content = await input(call, source);
      if (typeof content === 'string')
        return complainAs(call, `Can't open "${source}" for reading, ${content}`);
    }
    return assumed(call, values.get('out'), values.get('keyout'));
  },
};

export const cryptoPrograms: Program[] = [openssl];
