import { text } from '../../params.ts';
import type { Environment, Params } from '../../types.ts';

/** Types of resources by the beginning of their ids (Amazon EC2 User Guide, "Resource IDs"). */
const types: Readonly<Record<string, string>> = {
  ami: 'image',
  eipalloc: 'elastic-ip',
  eni: 'network-interface',
  i: 'instance',
  igw: 'internet-gateway',
  lt: 'launch-template',
  nat: 'natgateway',
  rtb: 'route-table',
  sg: 'security-group',
  snap: 'snapshot',
  subnet: 'subnet',
  vol: 'volume',
  vpc: 'vpc',
};

/** AMIs and snapshots may be anybody's: their ARNs name no account (Service Authorization Reference, "Amazon EC2"). */
const ownerless = new Set(['image', 'snapshot']);

export const arnOf = (env: Environment, type: string, id: string): string =>
  `arn:aws:ec2:${env.region}:${ownerless.has(type) ? '' : env.account}:${type}/${id}`;

/** ARN of the resource behind an id; of any type where the id does not tell. */
export function arnOfId(env: Environment, id: string): string {
  const start = id.slice(0, id.indexOf('-'));
  return arnOf(env, (Object.hasOwn(types, start) ? types[start] : undefined) ?? '*', id);
}

/** An id of a new resource: `i-` and seventeen hexadecimal digits. */
export const newId = (env: Environment, start: string, index = 0): string =>
  `${start}-${env.ids.hex(`${env.trace.scope}/${start}/${index}`, 17)}`;

/** `ec2:Region`, and what else a request tells. */
export const inRegion = (_params: Params, env: Environment): Record<string, string | string[]> => ({
  'ec2:Region': env.region,
});

/** Tags of a request for one type of resource (`TagSpecifications`). */
export function tagsFor(params: Params, type: string): Params[] {
  const { TagSpecifications: specifications } = params;
  if (!Array.isArray(specifications)) return [];
  return (specifications as (Params | null)[]).flatMap((specification) => {
    const { ResourceType, Tags } = specification ?? {};
    return ResourceType === type && Array.isArray(Tags) ? (Tags as Params[]) : [];
  });
}

/** Tags of a request as condition keys. */
export function tagKeys(tags: readonly Params[]): Record<string, string | string[]> {
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(
      tags.map((tag) => [`aws:RequestTag/${text(tag, 'Key')}`, text(tag, 'Value')]),
    ),
    'aws:TagKeys': tags.map((tag) => text(tag, 'Key')),
  };
}
