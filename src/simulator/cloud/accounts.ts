import type { FilledScenario, Role, Scenario } from '../scenario/types.ts';
import { roleNameOf } from './arns.ts';

type Account = Pick<Scenario, 'roles' | 'resources' | 'organization'> & { region?: string };

/** What a scenario says of one account; undefined for an account it does not know. */
export function accountOf(scenario: FilledScenario, id: string): Account | undefined {
  if (id === scenario.account.id) return { ...scenario, region: scenario.account.region };
  const { accounts = {} } = scenario;
  return Object.hasOwn(accounts, id) ? accounts[id] : undefined;
}

/** Every account of the scenario: its own, then the others. */
export function accountsOf(scenario: FilledScenario): { id: string; account: Account }[] {
  const ids = [scenario.account.id, ...Object.keys(scenario.accounts ?? {})];
  return [...new Set(ids)].flatMap((id) => {
    const account = accountOf(scenario, id);
    return account === undefined ? [] : [{ id, account }];
  });
}

/** `arn:aws:iam::<account>:role/<path><name>` */
const accountIn = (roleArn: string): string => roleArn.split(':')[4] ?? '';

/** The role behind an ARN, in whichever account. Its path is part of the ARN, but not of the name. */
export function roleAt(scenario: FilledScenario, roleArn: string): Role | undefined {
  const roles = accountOf(scenario, accountIn(roleArn))?.roles ?? {};
  const name = roleNameOf(roleArn);
  return Object.hasOwn(roles, name) ? roles[name] : undefined;
}

/** Name of a role as documents are called: in another account with its id before it (`444455556666/deploy`). */
export function roleLabel(scenario: FilledScenario, roleArn: string): string {
  const account = accountIn(roleArn);
  const name = roleNameOf(roleArn);
  return account === scenario.account.id || account === '' ? name : `${account}/${name}`;
}
