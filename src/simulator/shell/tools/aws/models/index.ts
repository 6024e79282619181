import { kebab } from './kebab.ts';
import models from './models.json' with { type: 'json' };
import type { OperationModel, OtherOperation, ServiceModel } from './types.ts';

/** Names on the command line that are not made from the API's own (AWS CLI, "argument renames"); last part is the argument. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['codepipeline.get-pipeline.version', 'pipeline-version'],
  ['eks.create-cluster.version', 'kubernetes-version'],
  ['eks.update-cluster-version.version', 'kubernetes-version'],
  ['apigateway.create-rest-api.version', 'api-version'],
  ['sns.subscribe.endpoint', 'notification-endpoint'],
  ['stepfunctions.send-task-success.output', 'task-output'],
  ['lambda.publish-version.code-sha-256', 'code-sha256'],
]);

const table: Readonly<Record<string, ServiceModel>> = models as unknown as Record<
  string,
  ServiceModel
>;

/** What the CLI knows of a service, if its operations are known one by one. */
export const serviceModel = (service: string): ServiceModel | undefined =>
  Object.hasOwn(table, service) ? table[service] : undefined;

/** IAM prefix of a service on the command line: mostly its name. */
export const prefixOf = (service: string): string => serviceModel(service)?.prefix ?? service;

/** Option of a parameter: `FunctionName` → `function-name`. */
export function optionName(service: string, command: string, member: string): string {
  const name = kebab(member);
  return renamed.get(`${service}.${command}.${name}`) ?? name;
}

const unpacked = new WeakMap<ServiceModel, ReadonlyMap<string, OtherOperation>>();

/** The operations of a service that are only authorized, by API name. */
export function othersOf(service: ServiceModel): ReadonlyMap<string, OtherOperation> {
  const known = unpacked.get(service);
  if (known !== undefined) return known;
  const entries = service.others.split('|').flatMap((packed): [string, OtherOperation][] => {
    const [name = '', arn = '', ...parameters] = packed.split(' ');
    if (name === '') return [];
    const resource = service.arns[Number(arn)] ?? '*';
    return [[name, parameters[0] === '*' ? { resource } : { resource, parameters }]];
  });
  const made = new Map(entries);
  unpacked.set(service, made);
  return made;
}

/** API names by the names on the command line. */
export function commandsOf(service: ServiceModel): ReadonlyMap<string, string> {
  const names = [...Object.keys(service.operations), ...othersOf(service).keys()].sort();
  return new Map(names.map((name) => [kebab(name), name]));
}

/** Model of an operation that is simulated; undefined: it is only authorized. */
export const operationModel = (service: ServiceModel, name: string): OperationModel | undefined =>
  Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;

export type { OperationModel, OtherOperation, ServiceModel, Shape, WaiterModel } from './types.ts';
