import { trustOf } from '../cloud/policies.ts';
import { findKey } from '../cloud/services/keyAccess.ts';
import type { Path } from '../diagnostics.ts';
import type { PolicyLevel, PolicySet, ResourcePolicyKind } from '../iam/types.ts';
import type { FilledScenario, Resources, Scenario } from '../scenario/types.ts';
import { applyEdit, valueAt } from './policyEdits.ts';
import type { PolicyEdit } from './types.ts';

/** Where the policies of resources stand in a scenario, and how the ARN of such a resource names it. */
interface Kind {
  kind: ResourcePolicyKind;
  /** First word of the document's name. */
  word: string;
  table: keyof Resources;
  /** Finds the resource's name in an ARN; keys have aliases, see `keyPolicyOf`. */
  arn?: RegExp;
}
const KINDS: readonly Kind[] = [
  { kind: 'bucket', word: 'bucket', table: 'buckets', arn: /^arn:[^:]*:s3:::([^/:]+)/ },
  {
    kind: 'repository',
    word: 'repository',
    table: 'repositories',
    arn: /^arn:[^:]*:ecr:[^:]*:[^:]*:repository\/(.+)$/,
  },
  { kind: 'key', word: 'key', table: 'keys' },
  {
    kind: 'secret',
    word: 'secret',
    table: 'secrets',
    arn: /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(.+?)(?:-[A-Za-z0-9]{6})?$/,
  },
  {
    kind: 'function',
    word: 'function',
    table: 'functions',
    arn: /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/,
  },
];

interface Place {
  form: RegExp;
  path: (scenario: Scenario, ...names: string[]) => Path;
}
const PLACES: readonly Place[] = [
  {
    form: /^role:(.+?)\/policy:(.+)$/s,
    path: (_, label = '', policy = '') => [...rolePath(label), 'policies', policy],
  },
  { form: /^role:(.+)\/boundary$/s, path: (_, label = '') => [...rolePath(label), 'boundary'] },
  { form: /^trust:(.+)$/s, path: (_, label = '') => [...rolePath(label), 'trustPolicy'] },
  ...KINDS.map(
    ({ word, table }): Place => ({
      form: new RegExp(`^${word}:(.+)/policy$`, 's'),
      path: (scenario, name = '') => [...resourcePath(scenario, table, name), 'policy'],
    }),
  ),
];

/** A role of another account is called `<account>/<role>`. */
function rolePath(label: string): Path {
  const [, account, role] = /^(\d{12})\/(.+)$/.exec(label) ?? [];
  return account === undefined || role === undefined
    ? ['roles', label]
    : ['accounts', account, 'roles', role];
}

/** A resource of whichever account has one of that name. */
function resourcePath(scenario: Scenario, table: keyof Resources, name: string): Path {
  const paths: Path[] = [
    ['resources', table, name],
    ...Object.keys(scenario.accounts ?? {}).map((id) => ['accounts', id, 'resources', table, name]),
  ];
  return paths.find((path) => valueAt(scenario, path) !== undefined) ?? ['resources', table, name];
}

/** Where a document stands in a scenario; null: nowhere that can be edited. */
function pathOf(scenario: Scenario, document: string): Path | null {
  for (const { form, path } of PLACES) {
    const found = form.exec(document);
    if (found) return path(scenario, ...found.slice(1));
  }
  return null;
}

/** A policy document of the scenario by its name (`SourceRef.document`); undefined: there is none. */
export function documentOf(scenario: Scenario, document: string): unknown {
  const path = pathOf(scenario, document);
  if (path !== null) return valueAt(scenario, path);
  return levelsOf(scenario)
    .flatMap(({ policies }) => policies)
    .find(({ name }) => name === document)?.document;
}

type Organization = NonNullable<Scenario['organization']>;

/** The organization's policies, as each account has them. */
const levelsOf = ({ organization, accounts = {} }: Scenario): PolicyLevel[] =>
  [organization, ...Object.values(accounts).map((one) => one.organization)].flatMap((one) => [
    ...(one?.serviceControl ?? []),
    ...(one?.resourceControl ?? []),
  ]);

/** The scenario with policy edits made; the one given stays as it is. Edits of documents it does not have change nothing. */
export function editScenario(scenario: Scenario, edits: readonly PolicyEdit[]): Scenario {
  return edits.reduce((current, edit) => {
    const path = pathOf(current, edit.document);
    if (path === null) return editOrganization(current, edit);
    const document = applyEdit(valueAt(current, path), edit);
    const change: PolicyEdit =
      document === undefined
        ? { op: 'remove', document: '', path }
        : { op: 'set', document: '', path, value: document };
    // The edit goes to a place that the types know.
    return applyEdit(current, change) as Scenario;
  }, scenario);
}

function editOrganization(scenario: Scenario, edit: PolicyEdit): Scenario {
  const levels = (list: PolicyLevel[]): PolicyLevel[] =>
    list.map((level) => ({
      ...level,
      policies: level.policies.map((policy) =>
        policy.name === edit.document
          ? { ...policy, document: applyEdit(policy.document, edit) }
          : policy,
      ),
    }));
  const edited = <T extends { organization?: Organization }>(part: T): T => {
    const { organization } = part;
    if (organization === undefined) return part;
    const { serviceControl, resourceControl } = organization;
    const both = {
      serviceControl: levels(serviceControl),
      resourceControl: levels(resourceControl),
    };
    return { ...part, organization: both };
  };
  const { accounts } = scenario;
  if (accounts === undefined) return edited(scenario);
  const others = Object.entries(accounts).map(([id, account]) => [id, edited(account)] as const);
  return { ...edited(scenario), accounts: Object.fromEntries(others) };
}

/**
 * The policy of the resource that an action is checked on: the role's trust policy for `sts:` actions on a role, the
 * bucket's, repository's, key's … own. `document` is undefined for a resource without policy; the whole is for one that
 * the scenario does not have.
 */
export function resourcePolicyOf(
  scenario: FilledScenario,
  action: string,
  resource: string,
): PolicySet['resource'] {
  if (action.toLowerCase().startsWith('sts:') && /:role\//.test(resource)) {
    return trustOf(scenario, resource);
  }
  if (/^arn:[^:]*:kms:/.test(resource)) return keyPolicyOf(scenario, resource);
  for (const { kind, word, table, arn } of KINDS) {
    const name = arn?.exec(resource)?.[1];
    if (name === undefined) continue;
    const found = valueAt(scenario, resourcePath(scenario, table, name));
    if (found === undefined) return undefined;
    return { kind, name: `${word}:${name}/policy`, document: valueAt(found, ['policy']) };
  }
  return undefined;
}

/** A key without a policy of its own has the default one, which is written nowhere and so cannot be edited. */
function keyPolicyOf(scenario: FilledScenario, key: string): PolicySet['resource'] {
  const { id: account, region } = scenario.account;
  const { name, policy } = findKey({ scenario, account, region }, key);
  const document = `key:${name}/policy`;
  const written = documentOf(scenario, document) !== undefined;
  return { kind: 'key', name: written ? document : `default:${document}`, document: policy };
}
