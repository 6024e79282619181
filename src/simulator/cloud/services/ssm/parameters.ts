import { count, text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { about, type Found, find, forget } from '../declared.ts';
import { keyPermission } from '../keyAccess.ts';
import type { PlainOperation } from '../operation.ts';

/** Kind of the records of parameters, by name. */
export const parameterKind = 'ssm:parameter';

/** ARN of a parameter: the slash in front of its name is not doubled. */
const arnOf = (env: Environment, name: string): string =>
  name.startsWith('arn:')
    ? name
    : `arn:aws:ssm:${env.region}:${env.account}:parameter/${plainName(name).replace(/^\//, '')}`;

/** `name:version` and `name:label` mean the parameter before the colon; an ARN does not tell whether a slash is in front. */
const plainName = (name: string): string =>
  name.startsWith('arn:') ? `/${name.split(':parameter/')[1] ?? ''}` : (name.split(':')[0] ?? name);

function parameter(env: Environment, name: string): Found | undefined {
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
function shown(env: Environment, { key: _, ...record }: Params, decrypted: boolean): Params {
  const { Type: type, Value: value } = record;
  const sealed = type === 'SecureString' && !decrypted;
  return {
    ...record,
    ...(sealed ? { Value: `AQICAHg${env.ids.hex(`ssm/${String(value)}`, 64)}` } : {}),
    ARN: arnOf(env, text(record, 'Name')),
    DataType: 'text',
  };
}

const missing = (): HandlerResult => refuse('ParameterNotFound', '');

/** The use of the customer's key of a SecureString, bound to the parameter's ARN. */
const useOfKey = (env: Environment, name: string, key: string, action: string): Permission[] =>
  keyPermission(env, key, action, 'ssm', { PARAMETER_ARN: arnOf(env, name) });

const decrypt = (env: Environment, names: readonly string[], params: Params): Permission[] =>
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

function put(params: Params, env: Environment): HandlerResult {
  const name = text(params, 'Name');
  const declared = env.scenario.resources.parameters !== undefined;
  const before = records(env.state, parameterKind).get(name);
  const old = before?.deleted === true ? undefined : before;
  if (old !== undefined && params.Overwrite !== true) {
    return refuse(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
  const Version = count(old ?? {}, 'Version') + 1;
  const key = text(params, 'KeyId') || text(old ?? {}, 'key');
  records(env.state, parameterKind).set(name, {
    Name: name,
    Type: text(params, 'Type') || text(old ?? {}, 'Type') || 'String',
    Value: text(params, 'Value'),
    Version,
    LastModifiedDate: env.clock.now(),
    ...(key === '' ? {} : { key }),
  });
  const output = { Version, Tier: text(params, 'Tier') || 'Standard' };
  return declared || old !== undefined || params.Overwrite !== true
    ? done(output)
    : {
        ok: true,
        output,
        assumed: `The scenario does not describe the parameter "${name}"; this is taken to be its first version.`,
      };
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
  PutParameter: {
    resource: (params, env) => arnOf(env, text(params, 'Name')),
    also: (params, env) => [
      ...(Array.isArray(params.Tags)
        ? [{ action: 'ssm:AddTagsToResource', resource: arnOf(env, text(params, 'Name')) }]
        : []),
      ...(params.Type === 'SecureString'
        ? useOfKey(
            env,
            text(params, 'Name'),
            text(params, 'KeyId'),
            params.Tier === 'Advanced' ? 'kms:GenerateDataKey' : 'kms:Encrypt',
          )
        : []),
    ],
    handle: put,
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
