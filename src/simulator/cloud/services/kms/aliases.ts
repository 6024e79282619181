import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { aliasFacts, findKey, keyFacts, keyPermission } from '../keyAccess.ts';
import type { PlainOperation } from '../operation.ts';
import { missing } from './onKey.ts';

const aliasArn = (env: Environment, alias: string): string =>
  `arn:aws:kms:${env.region}:${env.account}:${alias}`;

/** The id of the key behind an alias, if there is one. */
function targetOf(env: Environment, alias: string): string | undefined {
  const made = aliasFacts(env).get(`${env.account}/${alias}`);
  if (made !== undefined) return text(made, 'target') || undefined;
  const found = findKey(env, alias);
  return found.declared ? found.name : undefined;
}

/** What is wrong with the name of an alias (AWS KMS Developer Guide, "Create aliases"); null: nothing. */
function misnamed(alias: string): HandlerResult | null {
  if (alias.startsWith('alias/aws/')) return refuse('NotAuthorizedException', '');
  return /^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(alias)
    ? null
    : refuse('InvalidAliasNameException', 'Alias must start with the prefix "alias/".');
}

/** An alias is checked by IAM policies, its key by the key's policy too; both must allow. */
const both =
  (action: string, key: (params: Params, env: Environment) => string) =>
  (params: Params, env: Environment): Permission[] =>
    keyPermission(env, key(params, env), action);

const set = (env: Environment, alias: string, target: string): HandlerResult => {
  aliasFacts(env).set(`${env.account}/${alias}`, { target, changedAt: env.clock.now() });
  return done();
};

const noAlias = (env: Environment, alias: string): HandlerResult =>
  refuse('NotFoundException', `Alias ${aliasArn(env, alias)} is not found.`);

const resource = 'arn:aws:kms:{region}:{account}:{AliasName}';

/** What exists: aliases of the scenario's keys and those that commands made. */
function aliasesIn(env: Environment): { alias: string; target: string; at: number }[] {
  const names = new Set([
    ...Object.keys(env.scenario.resources.keys ?? {}),
    ...[...keyFacts(env).keys()].flatMap((place) =>
      place.startsWith(`${env.account}/`) ? [place.slice(env.account.length + 1)] : [],
    ),
    ...[...aliasFacts(env).values()].map((each) => text(each, 'target')),
  ]);
  return [...names]
    .filter((name) => name !== '')
    .flatMap((target) =>
      findKey(env, target).aliases.map((alias) => ({
        alias,
        target,
        at: Number(aliasFacts(env).get(`${env.account}/${alias}`)?.changedAt ?? 0),
      })),
    );
}

/** AWS Key Management Service API Reference: aliases. */
export const aliasOperations: Readonly<Record<string, PlainOperation>> = {
  CreateAlias: {
    resource,
    also: both('kms:CreateAlias', (params) => text(params, 'TargetKeyId')),
    handle(params, env) {
      const alias = text(params, 'AliasName');
      const key = text(params, 'TargetKeyId');
      const refused = misnamed(alias) ?? missing(env, key);
      if (refused !== null) return refused;
      if (targetOf(env, alias) !== undefined) {
        return refuse(
          'AlreadyExistsException',
          `An alias with the name ${aliasArn(env, alias)} already exists`,
        );
      }
      return set(env, alias, findKey(env, key).name);
    },
  },
  UpdateAlias: {
    resource,
    also: both('kms:UpdateAlias', (params) => text(params, 'TargetKeyId')),
    handle(params, env) {
      const alias = text(params, 'AliasName');
      const key = text(params, 'TargetKeyId');
      if (targetOf(env, alias) === undefined) return noAlias(env, alias);
      return missing(env, key) ?? set(env, alias, findKey(env, key).name);
    },
  },
  DeleteAlias: {
    resource,
    also: both('kms:DeleteAlias', (params, env) => targetOf(env, text(params, 'AliasName')) ?? ''),
    handle(params, env) {
      const alias = text(params, 'AliasName');
      return targetOf(env, alias) === undefined ? noAlias(env, alias) : set(env, alias, '');
    },
  },
  ListAliases: {
    handle(params, env) {
      const key = text(params, 'KeyId');
      const wanted = key === '' ? undefined : findKey(env, key).name;
      return done({
        Aliases: aliasesIn(env)
          .filter(({ target }) => wanted === undefined || target === wanted)
          .map(({ alias, target, at }) => ({
            AliasName: alias,
            AliasArn: aliasArn(env, alias),
            TargetKeyId: target,
            CreationDate: at,
            LastUpdatedDate: at,
          })),
      });
    },
  },
};
