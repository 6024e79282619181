import type { Params } from '../../../../cloud/types.ts';
import { parameterError, usageError } from '../errors.ts';
import { invalidChoice } from '../globals.ts';
import { has, type OptionKind, type ParsedOptions, parseOptions } from '../options.ts';
import type { Filter } from './filters.ts';
import { isS3 } from './paths.ts';
import { type CopyProperties, copyOf, writeOf } from './writing.ts';

export type TransferCommand = 'cp' | 'mv' | 'sync' | 'rm';

const common: Readonly<Record<string, OptionKind>> = {
  dryrun: 'flag',
  quiet: 'flag',
  include: 'value',
  exclude: 'value',
  'only-show-errors': 'flag',
  'page-size': 'value',
  'request-payer': 'optional',
};
const transfer: Readonly<Record<string, OptionKind>> = {
  ...common,
  acl: 'value',
  'follow-symlinks': 'flag',
  'no-follow-symlinks': 'flag',
  'no-guess-mime-type': 'flag',
  sse: 'optional',
  'sse-c': 'optional',
  'sse-c-key': 'value',
  'sse-kms-key-id': 'value',
  'sse-c-copy-source': 'optional',
  'sse-c-copy-source-key': 'value',
  'storage-class': 'value',
  grants: 'list',
  'website-redirect': 'value',
  'content-type': 'value',
  'cache-control': 'value',
  'content-disposition': 'value',
  'content-encoding': 'value',
  'content-language': 'value',
  expires: 'value',
  'source-region': 'value',
  'no-progress': 'flag',
  'progress-frequency': 'value',
  'progress-multiline': 'flag',
  'ignore-glacier-warnings': 'flag',
  'force-glacier-transfer': 'flag',
  'checksum-mode': 'value',
  'checksum-algorithm': 'value',
  metadata: 'value',
  'copy-props': 'value',
  'metadata-directive': 'value',
};

/** Options of each command (AWS CLI Command Reference, "s3"). */
const tables: Readonly<Record<TransferCommand, Readonly<Record<string, OptionKind>>>> = {
  cp: { ...transfer, recursive: 'flag', 'expected-size': 'value' },
  mv: { ...transfer, recursive: 'flag', 'validate-same-s3-paths': 'flag' },
  sync: { ...transfer, delete: 'flag', 'size-only': 'flag', 'exact-timestamps': 'flag' },
  rm: { ...common, recursive: 'flag' },
};

/** Options that take one of a few words (AWS CLI Command Reference, "cp"). */
const choices: Readonly<Record<string, readonly string[]>> = {
  'storage-class': [
    'STANDARD',
    'REDUCED_REDUNDANCY',
    'STANDARD_IA',
    'ONEZONE_IA',
    'INTELLIGENT_TIERING',
    'GLACIER',
    'DEEP_ARCHIVE',
    'GLACIER_IR',
  ],
  acl: [
    'private',
    'public-read',
    'public-read-write',
    'authenticated-read',
    'aws-exec-read',
    'bucket-owner-read',
    'bucket-owner-full-control',
    'log-delivery-write',
  ],
  sse: ['AES256', 'aws:kms'],
  'metadata-directive': ['COPY', 'REPLACE'],
};

function checkChoices(parsed: ParsedOptions): void {
  for (const { name, values } of parsed.given) {
    const known = Object.hasOwn(choices, name) ? choices[name] : undefined;
    const [word] = values;
    if (known !== undefined && word !== undefined && !known.includes(word)) {
      throw invalidChoice(`--${name}`, word, known);
    }
  }
}

const usages: Readonly<Record<TransferCommand, string>> = {
  cp: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
  mv: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
  sync: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
  rm: '<S3Uri>',
};

export interface TransferOptions {
  command: TransferCommand;
  source: string;
  /** Same as the source for `rm`. */
  destination: string;
  recursive: boolean;
  dryrun: boolean;
  /** `all`: progress and results; `results`: no progress; `errors`; `nothing`. */
  show: 'all' | 'results' | 'errors' | 'nothing';
  filters: Filter[];
  delete: boolean;
  sizeOnly: boolean;
  exactTimestamps: boolean;
  guessType: boolean;
  /** Parameters of PutObject and CopyObject. */
  write: Params;
  /** What a copy takes over from its source, and the parameters of CopyObject that say so. */
  copy: { properties: CopyProperties; directives: Params };
}

function checkPaths(command: TransferCommand, paths: string[]): void {
  const kinds = paths.map((path) => (isS3(path) ? 's3' : 'local')).join('');
  const allowed = command === 'rm' ? ['s3'] : ['s3s3', 's3local', 'locals3'];
  if (!allowed.includes(kinds)) {
    throw parameterError(
      `usage: aws s3 ${command} ${usages[command]}\nError: Invalid argument type`,
    );
  }
}

function showOf(command: TransferCommand, parsed: ParsedOptions): TransferOptions['show'] {
  if (has(parsed, 'quiet')) return 'nothing';
  if (has(parsed, 'only-show-errors')) return 'errors';
  return has(parsed, 'no-progress') || command === 'rm' ? 'results' : 'all';
}

/** Reads the words behind `aws s3 <command>`. Throws the CLI's usage errors (exit 252). */
export function parseTransfer(command: TransferCommand, words: readonly string[]): TransferOptions {
  const parsed = parseOptions(words, tables[command]);
  checkChoices(parsed);
  const { positionals } = parsed;
  const count = command === 'rm' ? 1 : 2;
  if (positionals.length < count) {
    throw usageError('the following arguments are required: paths');
  }
  const unknown = [...parsed.unknown, ...positionals.slice(count)];
  if (unknown.length > 0) throw parameterError(`Unknown options: ${unknown.join(',')}`);
  checkPaths(command, positionals);
  const [source = '', destination = source] = positionals;
  const recursive = command === 'sync' || has(parsed, 'recursive');
  const stream = source === '-' || destination === '-';
  if (stream && (command !== 'cp' || recursive)) {
    throw parameterError('Streaming currently is only compatible with non-recursive cp commands');
  }
  const show = showOf(command, parsed);
  const write = writeOf(parsed);
  return {
    command,
    source,
    destination,
    recursive,
    dryrun: has(parsed, 'dryrun'),
    show: stream && show !== 'nothing' ? 'errors' : show,
    filters: parsed.given.flatMap(({ name, values }): Filter[] =>
      name === 'include' || name === 'exclude' ? [{ type: name, pattern: values[0] ?? '' }] : [],
    ),
    delete: has(parsed, 'delete'),
    sizeOnly: has(parsed, 'size-only'),
    exactTimestamps: has(parsed, 'exact-timestamps'),
    guessType: !has(parsed, 'no-guess-mime-type'),
    write,
    copy: copyOf(parsed, write),
  };
}
