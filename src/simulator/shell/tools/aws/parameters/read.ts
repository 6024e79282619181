import type { Params } from '../../../../cloud/types.ts';
import type { ToolContext } from '../../../types.ts';
import { isObject } from '../../support/json.ts';
import { parameterError, unknownOptions, usageError } from '../errors.ts';
import type { Globals } from '../globals.ts';
import { type OperationModel, optionName, type Shape } from '../models/index.ts';
import { has, lastValue, type OptionKind, type ParsedOptions, parseOptions } from '../options.ts';
import { extraOptions, madeByExtras } from './extras.ts';
import { loaded } from './files.ts';
import { validate } from './validate.ts';
import { fitted, readValue } from './value.ts';

export interface ReadParameters {
  params: Params;
  /** The file that a command with a streaming result writes to. */
  outfile?: string;
  /** `--max-items`, where the CLI reads pages. */
  maxItems?: number;
}

const kindOf = (shape: Shape): OptionKind =>
  shape === 'b' ? 'flag' : Array.isArray(shape) ? 'list' : 'value';

const everyCommand: Readonly<Record<string, OptionKind>> = {
  'cli-input-json': 'value',
  'cli-input-yaml': 'value',
  'generate-cli-skeleton': 'optional',
};
const paging: Readonly<Record<string, OptionKind>> = {
  'max-items': 'value',
  'page-size': 'value',
  'starting-token': 'value',
};

/**
 * From the words behind a command to the parameters of its call, by the API's model. Throws the CLI's errors: unknown options,
 * missing arguments, values that cannot be read; exit 252 (AWS CLI User Guide, "Specifying parameter values").
 */
export async function readParameters(
  ctx: ToolContext,
  globals: Globals,
  command: { service: string; name: string; model: OperationModel },
  words: readonly string[],
): Promise<ReadParameters> {
  const { service, name, model } = command;
  const members = new Map(
    Object.entries(model.in).map(([member, shape]) => [
      optionName(service, name, member),
      { member, shape },
    ]),
  );
  const extras = extraOptions[`${service}.${name}`] ?? {};
  const parsed = parseOptions(words, tableOf(members, model, extras));
  const outfile = model.stream === undefined ? undefined : parsed.positionals.shift();
  const unknown = [...parsed.unknown, ...parsed.positionals];
  const params = await inputOf(ctx, parsed, model);

  for (const { name: option, values } of parsed.given) {
    if (option === 'zip-file' && !(values.at(-1) ?? '').startsWith('fileb://')) {
      throw parameterError(
        '--zip-file must be a zip file with the fileb:// prefix.\nExample usage:  --zip-file fileb://path/to/file.zip',
      );
    }
    const extra = Object.hasOwn(extras, option) ? extras[option] : undefined;
    if (extra !== undefined) {
      const contents = await Promise.all(values.map((word) => loaded(ctx, option, word)));
      Object.assign(params, extra.params(contents, params));
      continue;
    }
    const negated = option.startsWith('no-') ? members.get(option.slice(3)) : undefined;
    const found = members.get(option);
    if (found === undefined) {
      if (negated !== undefined) params[negated.member] = false;
      continue;
    }
    if (found.shape === 'b') params[found.member] = true;
    else if (found.shape === 'F') {
      params[found.member] = await loaded(ctx, option, `fileb://${values.at(-1) ?? ''}`);
    } else {
      const contents = await Promise.all(values.map((word) => loaded(ctx, option, word)));
      params[found.member] = readValue(
        option,
        found.shape,
        rawBlobs(globals, found.shape, contents),
      );
    }
  }

  const made = madeByExtras.get(`${service}.${name}`) ?? [];
  const missing = (model.required ?? [])
    .filter((member) => !Object.hasOwn(params, member))
    .map((member) => ({ member, option: `--${optionName(service, name, member)}` }))
    .filter(({ member }) => !made.includes(member));
  const wanted = [
    ...missing.map(({ option }) => option),
    ...(model.stream !== undefined && outfile === undefined ? ['outfile'] : []),
  ];
  if (wanted.length > 0) {
    throw usageError(`the following arguments are required: ${wanted.join(', ')}`);
  }
  if (unknown.length > 0) throw unknownOptions(unknown);
  validate(model.in, params);
  const most = Number(lastValue(parsed, 'max-items'));
  return {
    params,
    ...(outfile === undefined ? {} : { outfile }),
    ...(has(parsed, 'max-items') && Number.isFinite(most) ? { maxItems: most } : {}),
  };
}

function tableOf(
  members: ReadonlyMap<string, { shape: Shape }>,
  model: OperationModel,
  extras: Readonly<Record<string, { kind: OptionKind }>>,
): Record<string, OptionKind> {
  const table: Record<string, OptionKind> = {
    ...everyCommand,
    ...(model.pages === undefined ? {} : paging),
  };
  for (const [option, { shape }] of members) {
    table[option] = kindOf(shape);
    if (shape === 'b') table[`no-${option}`] = 'flag';
  }
  for (const [option, { kind }] of Object.entries(extras)) table[option] = kind;
  return table;
}

/** `--cli-binary-format raw-in-base64-out`: what stands on the command line is the blob itself. */
function rawBlobs(
  globals: Globals,
  shape: Shape,
  contents: readonly (string | Uint8Array)[],
): readonly (string | Uint8Array)[] {
  if (shape !== 'B' || globals.binary !== 'raw-in-base64-out') return contents;
  return contents.map((each) => (typeof each === 'string' ? new TextEncoder().encode(each) : each));
}

/** `--cli-input-json`: all parameters at once; options beside it win. */
async function inputOf(
  ctx: ToolContext,
  parsed: ParsedOptions,
  model: OperationModel,
): Promise<Params> {
  const word = lastValue(parsed, 'cli-input-json');
  if (word === undefined) return {};
  const text = await loaded(ctx, 'cli-input-json', word);
  try {
    const value: unknown = JSON.parse(String(text));
    if (isObject(value)) return { ...(fitted(model.in, value) as Params) };
  } catch {
    // Falls through to the CLI's own message.
  }
  throw parameterError(
    `Error parsing parameter 'cli-input-json': Invalid JSON: Expecting value: line 1 column 1 (char 0)\nJSON received: ${text}`,
  );
}
