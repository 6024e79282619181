import { text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { about, type Found, find, forget } from '../declared.ts';
import { keyPermission } from '../keyAccess.ts';
import type { PlainOperation } from '../operation.ts';

/** Kind of the records of parameters, by name. */
export const parameterKind = 'ssm:parameter';

/** ARN of a parameter: the slash in front of its name is not doubled. */
export const arnOf = (env: Environment, name: string): string =>
  name.startsWith('arn:')
    ? name
    : `arn:aws:ssm:${env.region}:${env.account}:parameter/${plainName(name).replace(/^\//, '')}`;

/** `name:version` and `name:label` mean the parameter before the colon; an ARN does not tell whether a slash is in front. */
const plainName = (name: string): string =>
  name.startsWith('arn:') ? `/${name.split(':parameter/')[1] ?? ''}` : (name.split(':')[0] ?? name);

export function parameter(env: Environment, name: string): Found | undefined {
  const plain = plainName(name);
  const bare = plain.slice(1);
  const known = name.startsWith('arn:') && records(env.state, parameterKind).has(bare);
  return find(env, {
    kind: parameterKind,
    name: known ? bare : plain,
    table: 'parameters',
    called: 'parameter',
    make: () => newParameter(plain, { value: 'example' }),
  });
}

/** A parameter as the scenario declares it, in its first version. */
export const newParameter = (
  name: string,
  { value = '', type = 'String', keyId }: { value?: string; type?: string; keyId?: string },
): Params => ({
  Name: name,
  Type: type,
  Value: value,
  Version: 1,
  LastModifiedDate: 0,
  ...(keyId === undefined ? {} : { key: keyId }),
});

/** What is given out: an encrypted value stays encrypted unless it is to be decrypted. */
export function shown(env: Environment, { key: _, ...record }: Params, decrypted: boolean): Params {
  const { Type: type, Value: value } = record;
  const sealed = type === 'SecureString' && !decrypted;
  return {
    ...record,
    ...(sealed ? { Value: `AQICAHg${env.ids.hex(`ssm/${String(value)}`, 64)}` } : {}),
    ARN: arnOf(env, text(record, 'Name')),
    DataType: 'text',
  };
}

export const missing = (): HandlerResult => refuse('ParameterNotFound', '');

/** The use of the customer's key of a SecureString, bound to the parameter's ARN. */
export const useOfKey = (
  env: Environment,
  name: string,
  key: string,
  action: string,
): Permission[] => keyPermission(env, key, action, 'ssm', { PARAMETER_ARN: arnOf(env, name) });

export const decrypt = (
  env: Environment,
  names: readonly string[],
  params: Params,
): Permission[] =>
  params.WithDecryption === true
    ? names.flatMap((name) => {
        const { record } = parameter(env, name) ?? {};
        return record?.Type === 'SecureString'
          ? useOfKey(env, name, text(record, 'key'), 'kms:Decrypt')
          : [];
      })
    : [];

const existing = (env: Environment): Params[] =>
  [...records(env.state, parameterKind).values()].filter((record) => record.deleted !== true);

function under(env: Environment, params: Params): Params[] {
  const path = text(params, 'Path').replace(/\/?$/, '/');
  return existing(env).filter((record) => {
    const name = text(record, 'Name');
    if (!name.startsWith(path)) return false;
    return params.Recursive === true || !name.slice(path.length).includes('/');
  });
}

/** Parameter Store (AWS Systems Manager API Reference). GetParameter and GetParameters are two different actions. */
export const parameterOperations: Record<string, PlainOperation> = {
  GetParameter: {
    resource: (params, env) => arnOf(env, text(params, 'Name')),
    also: (params, env) => decrypt(env, [text(params, 'Name')], params),
    handle(params, env) {
      const found = parameter(env, text(params, 'Name'));
      if (found === undefined) return missing();
      return about(found, { Parameter: shown(env, found.record, params.WithDecryption === true) });
    },
    rule: 'ssm.parameter-arn',
  },
  GetParameters: {
    resource: (params, env) => texts(params, 'Names').map((name) => arnOf(env, name)),
    also: (params, env) => decrypt(env, texts(params, 'Names'), params),
    handle(params, env) {
      const names = texts(params, 'Names');
      const all = names.map((name) => ({ name, found: parameter(env, name) }));
      const guess = all.find(({ found }) => found?.assumed !== undefined)?.found?.assumed;
      return {
        ok: true,
        output: {
          Parameters: all.flatMap(({ name, found }) =>
            found === undefined
              ? []
              : [
                  {
                    ...shown(env, found.record, params.WithDecryption === true),
                    Name: plainName(name),
                  },
                ],
          ),
          InvalidParameters: all.flatMap(({ name, found }) => (found === undefined ? [name] : [])),
        },
        ...(guess === undefined ? {} : { assumed: guess }),
      };
    },
    rule: 'ssm.every-name-is-checked',
  },
  GetParametersByPath: {
    resource: (params, env) => arnOf(env, text(params, 'Path')),
    also: (params, env) =>
      decrypt(
        env,
        under(env, params).map((record) => text(record, 'Name')),
        params,
      ),
    handle: (params, env) =>
      done({
        Parameters: under(env, params).map((record) =>
          shown(env, record, params.WithDecryption === true),
        ),
      }),
  },
  DeleteParameter: {
    resource: (params, env) => arnOf(env, text(params, 'Name')),
    handle(params, env) {
      const found = parameter(env, text(params, 'Name'));
      if (found === undefined) return missing();
      forget(env, parameterKind, text(found.record, 'Name'));
      return about(found, {});
    },
  },
  DeleteParameters: {
    resource: (params, env) => texts(params, 'Names').map((name) => arnOf(env, name)),
    handle(params, env) {
      const all = texts(params, 'Names').map((name) => ({ name, found: parameter(env, name) }));
      for (const { found } of all) {
        if (found !== undefined) forget(env, parameterKind, text(found.record, 'Name'));
      }
      const guess = all.find(({ found }) => found?.assumed !== undefined)?.found?.assumed;
      const names = (there: boolean) =>
        all.filter(({ found }) => (found !== undefined) === there).map(({ name }) => name);
      return {
        ok: true,
        output: { DeletedParameters: names(true), InvalidParameters: names(false) },
        ...(guess === undefined ? {} : { assumed: guess }),
      };
    },
    rule: 'ssm.every-name-is-checked',
  },
  DescribeParameters: {
    handle: (_params, env) =>
      done({
        Parameters: existing(env).map((record) => ({
          Name: record.Name,
          ARN: arnOf(env, text(record, 'Name')),
          Type: record.Type,
          LastModifiedDate: record.LastModifiedDate,
          LastModifiedUser: `arn:aws:iam::${env.account}:root`,
          Version: record.Version,
          Policies: [],
          Tier: 'Standard',
          DataType: 'text',
        })),
      }),
  },
};
