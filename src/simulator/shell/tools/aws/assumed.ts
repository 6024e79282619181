import type { ToolContext } from '../../types.ts';
import type { Client } from './client.ts';
import { unknownOptions } from './errors.ts';
import { othersOf, type ServiceModel } from './models/index.ts';
import { plain, unknownIn } from './otherOptions.ts';

/** IAM prefixes of services whose operations are not known one by one, where they differ from the name on the command line. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['cloudsearchdomain', 'cloudsearch'],
  ['cognito-identity', 'cognito-identity'],
  ['dynamodbstreams', 'dynamodb'],
  ['emr', 'elasticmapreduce'],
  ['iot-data', 'iot'],
  ['kinesisanalyticsv2', 'kinesisanalytics'],
  ['lex-models', 'lex'],
  ['mwaa', 'airflow'],
  ['s3control', 's3'],
  ['sagemaker-runtime', 'sagemaker'],
  ['service-quotas', 'servicequotas'],
]);

/** `describe-things` → `DescribeThings`; IAM ignores case in actions. */
const pascal = (command: string): string =>
  command.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Values of `--name value` and `--name=value`, by name. */
function optionsIn(words: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (const [at, word] of words.entries()) {
    const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== '') options.set(plain(name), value ?? words[at + 1] ?? '');
  }
  return options;
}

/** The ARN that the command names, or the service's pattern with what the command says; what it does not say is `*`. */
function resourceOf(template: string, words: readonly string[]): string {
  if (template === '*') return template;
  const options = optionsIn(words);
  const service = template.split(':')[2] ?? '';
  const named = [...options.values()].find((value) => value.startsWith(`arn:aws:${service}:`));
  if (named !== undefined) return named;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name === 'region' || name === 'account' ? whole : (options.get(plain(name)) ?? '*'),
  );
}

/**
 * A command whose result is not simulated: it is authorized by its action, on the resource that it seems to be about (Service
 * Authorization Reference), prints nothing, and is `assumed`. Options that it does
 * not have are refused, where they are known.
 */
export async function assumedOperation(
  ctx: ToolContext,
  client: Client,
  o: {
    service: string;
    command: string;
    model: ServiceModel | undefined;
    operation: string | undefined;
  },
  words: readonly string[],
): Promise<number> {
  const { service, command, model, operation } = o;
  const prefix = model?.prefix ?? prefixes.get(service) ?? service;
  const other =
    operation === undefined || model === undefined ? undefined : othersOf(model).get(operation);
  const unknown = unknownIn(`${service}.${command}`, other?.parameters, words);
  if (unknown.length > 0) throw unknownOptions(unknown);
  const template = other?.resource ?? '*';
  await client.authorize(prefix, operation ?? pascal(command), resourceOf(template, words));
  ctx.assumed(
    `The result of "aws ${service} ${command}" is not simulated: only its permission is checked.`,
  );
  return 0;
}
