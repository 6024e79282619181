/** Every policy of a scenario as a document: of roles, of resources, of the organization, in every account. */
import type { Scenario } from '../../simulator/scenario/types.ts';
import type { DocumentKind } from '../../worker/protocol.ts';

/** What an account holds; the scenario itself is one of them. */
export type Account = Pick<Scenario, 'roles' | 'resources' | 'organization'>;

export interface PolicyPlace {
  /** As in `SourceRef.document`. */
  id: string;
  /** What a decision calls it, where that is another name. */
  alias?: string;
  /** Heading for the list of policies; empty for trust policies, which have a list of their own. */
  section: string;
  label: string;
  kind: DocumentKind;
  /** As the scenario has it. */
  value: unknown;
}

/** Tables of resources that can have a policy, by the first word of the document's name. */
export const tables = {
  bucket: 'buckets',
  repository: 'repositories',
  key: 'keys',
  secret: 'secrets',
  parameter: 'parameters',
  function: 'functions',
} as const;
/** Of an organization, by the first word of the document's name. */
export const organizationParts = {
  scp: { levels: 'serviceControl', section: 'Service control policies' },
  rcp: { levels: 'resourceControl', section: 'Resource control policies' },
} as const;

/** The scenario's own account, then the others; `prefix` stands before the names of their roles. */
export function accountsOf(scenario: Scenario): { prefix: string; account: Account }[] {
  const others = Object.entries(scenario.accounts ?? {});
  return [
    { prefix: '', account: scenario },
    ...others
      .filter(([id]) => id !== scenario.account?.id)
      .map(([id, account]) => ({ prefix: `${id}/`, account })),
  ];
}

/** In the order of the lists: roles, boundaries, resources, organization, trust. */
export function policiesOf(scenario: Scenario): PolicyPlace[] {
  const accounts = accountsOf(scenario);
  const makers = [rolePolicies, boundaries, resourcePolicies, organizationPolicies, trustPolicies];
  return makers.flatMap((make) => accounts.flatMap(({ prefix, account }) => make(account, prefix)));
}

const rolesOf = ({ roles = {} }: Account, prefix: string) =>
  Object.entries(roles).map(([name, role]) => ({ label: prefix + name, role }));

const rolePolicies = (account: Account, prefix: string): PolicyPlace[] =>
  rolesOf(account, prefix).flatMap(({ label, role }) =>
    Object.entries(role.policies).map(([name, value]) => ({
      id: `role:${label}/policy:${name}`,
      section: 'Role policies',
      label: `${label} · ${name}`,
      kind: 'identityPolicy',
      value,
    })),
  );

/** A boundary that is one of AWS's own policies (an ARN) cannot be edited. */
const boundaries = (account: Account, prefix: string): PolicyPlace[] =>
  rolesOf(account, prefix)
    .filter(({ role }) => role.boundary !== undefined && typeof role.boundary !== 'string')
    .map(({ label, role }) => ({
      id: `role:${label}/boundary`,
      section: 'Permissions boundaries',
      label: `${label} · boundary`,
      kind: 'identityPolicy',
      value: role.boundary,
    }));

const resourcePolicies = ({ resources = {} }: Account): PolicyPlace[] =>
  Object.entries(tables).flatMap(([word, table]) =>
    Object.entries(resources[table] ?? {})
      .filter(([, { policy }]) => policy !== undefined)
      .map(([name, { policy }]) => ({
        id: `${word}:${name}/policy`,
        section: 'Resource policies',
        label: `${word} ${name}`,
        kind: 'resourcePolicy',
        value: policy,
      })),
  );

const organizationPolicies = ({ organization }: Account, prefix: string): PolicyPlace[] =>
  Object.entries(organizationParts).flatMap(([word, { levels, section }]) =>
    (organization?.[levels] ?? []).flatMap(({ name: level, policies }) =>
      policies.map(({ name, document }) => ({
        id: `${word}:${prefix}${level}/${name}`,
        alias: name,
        section,
        label: `${level} · ${name}`,
        kind: word === 'scp' ? 'identityPolicy' : 'resourcePolicy',
        value: document,
      })),
    ),
  );

const trustPolicies = (account: Account, prefix: string): PolicyPlace[] =>
  rolesOf(account, prefix).map(({ label, role }) => ({
    id: `trust:${label}`,
    section: '',
    label,
    kind: 'trustPolicy',
    value: role.trustPolicy,
  }));
