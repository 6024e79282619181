import type { Role, Scenario } from '../../simulator/scenario/types.ts';
import { own, readObject } from './json.ts';
import { type Account, accountsOf, organizationParts, tables } from './policies.ts';

/** Puts a text into a scenario; null where there is no such place, or the text is no JSON object. */
export type Writer = (scenario: Scenario, name: string, text: string) => Scenario | null;

function withAccount(scenario: Scenario, prefix: string, part: Account): Scenario {
  if (prefix === '') return { ...scenario, ...part };
  const id = prefix.slice(0, -1);
  const account = { ...own(scenario.accounts, id), ...part };
  return { ...scenario, accounts: { ...scenario.accounts, [id]: account } };
}

/** @param label name of a role, in other accounts with the account's id before it */
function withRole(
  scenario: Scenario,
  label: string,
  change: (role: Role) => Role | null,
): Scenario | null {
  for (const { prefix, account } of accountsOf(scenario)) {
    const name = label.slice(prefix.length);
    const role = label.startsWith(prefix) ? own(account.roles, name) : undefined;
    if (role === undefined) continue;
    const next = change(role);
    return next && withAccount(scenario, prefix, { roles: { ...account.roles, [name]: next } });
  }
  return null;
}

/** `<role>/policy:<name>` (an empty text takes the policy away) or `<role>/boundary`. */
const writeRole: Writer = (scenario, name, text) => {
  const [, label = '', policyName] = /^([^:]*)\/(?:boundary|policy:(.*))$/s.exec(name) ?? [];
  const document = readObject(text);
  return withRole(scenario, label, (role) => {
    if (policyName === undefined) return document && { ...role, boundary: document };
    const { [policyName]: _, ...others } = role.policies;
    if (text === '') return { ...role, policies: others };
    return document && { ...role, policies: { ...role.policies, [policyName]: document } };
  });
};

const writeTrust: Writer = (scenario, name, text) => {
  const trustPolicy = readObject(text);
  return withRole(scenario, name, (role) => trustPolicy && { ...role, trustPolicy });
};

/** `<resource>/policy`; the resource must be there, its policy need not. */
function resourceWriter(table: (typeof tables)[keyof typeof tables]): Writer {
  return (scenario, path, text) => {
    const [, name = ''] = /^(.*)\/policy$/s.exec(path) ?? [];
    const policy = readObject(text);
    if (policy === null) return null;
    for (const { prefix, account } of accountsOf(scenario)) {
      const known: Record<string, object> | undefined = account.resources?.[table];
      const resource = own(known, name);
      if (resource === undefined) continue;
      const changed = { ...known, [name]: { ...resource, policy } };
      return withAccount(scenario, prefix, {
        resources: { ...account.resources, [table]: changed },
      });
    }
    return null;
  };
}

/** `<level>/<policy>`, in other accounts with the account's id before it. */
function organizationWriter(
  levels: (typeof organizationParts)[keyof typeof organizationParts]['levels'],
): Writer {
  return (scenario, path, text) => {
    const document = readObject(text);
    if (document === null) return null;
    for (const { prefix, account } of accountsOf(scenario)) {
      const { organization } = account;
      let found = false;
      const changed = (organization?.[levels] ?? []).map((level) => ({
        ...level,
        policies: level.policies.map((policy) => {
          if (`${prefix}${level.name}/${policy.name}` !== path) return policy;
          found = true;
          return { ...policy, document };
        }),
      }));
      if (organization === undefined || !found) continue;
      return withAccount(scenario, prefix, {
        organization: { ...organization, [levels]: changed },
      });
    }
    return null;
  };
}

/** By the first word of a document's name. */
export const policyWriters: Record<string, Writer> = {
  role: writeRole,
  trust: writeTrust,
  ...Object.fromEntries(
    Object.entries(tables).map(([word, table]) => [word, resourceWriter(table)]),
  ),
  ...Object.fromEntries(
    Object.entries(organizationParts).map(([word, { levels }]) => [
      word,
      organizationWriter(levels),
    ]),
  ),
};
