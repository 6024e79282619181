import { count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { about } from '../declared.ts';
import type { PlainOperation } from '../operation.ts';
import {
  arnOf,
  decrypt,
  missing,
  parameter,
  parameterKind,
  shown,
  useOfKey,
} from './parameters.ts';

/** Every version of a parameter, by its name. */
const historyKind = 'ssm:history';
/** Versions that Parameter Store keeps. */
const mostVersions = 100;

const types = ['SecureString', 'StringList', 'String'];

/** What is wrong with the type that a parameter shall have; null: nothing. */
function typeRefused(params: Params, old: Params | undefined): HandlerResult | null {
  const type = text(params, 'Type');
  if (type === '') {
    return old !== undefined || params.Overwrite === true
      ? null
      : refuse('ValidationException', 'A parameter type is required when you create a parameter.');
  }
  return types.includes(type)
    ? null
    : refuse(
        'ValidationException',
        `1 validation error detected: Value '${type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [${types.join(', ')}]`,
      );
}

/** The versions of a parameter so far; none of one that is not there. */
function versionsOf(env: Environment, record: Params | undefined): Params[] {
  if (record === undefined) return [];
  const { versions } = records(env.state, historyKind).get(text(record, 'Name')) ?? {};
  const kept = Array.isArray(versions) ? (versions as Params[]) : [];
  return kept.at(-1) === record ? kept.slice(-mostVersions) : [record];
}

function put(params: Params, env: Environment): HandlerResult {
  const name = text(params, 'Name');
  const declared = env.scenario.resources.parameters !== undefined;
  const before = records(env.state, parameterKind).get(name);
  const old = before?.deleted === true ? undefined : before;
  const refused = typeRefused(params, old);
  if (refused !== null) return refused;
  if (old !== undefined && params.Overwrite !== true) {
    return refuse(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
  const Version = count(old ?? {}, 'Version') + 1;
  const key = text(params, 'KeyId') || text(old ?? {}, 'key');
  const record = {
    Name: name,
    Type: text(params, 'Type') || text(old ?? {}, 'Type') || 'String',
    Value: text(params, 'Value'),
    Version,
    LastModifiedDate: env.clock.now(),
    ...(key === '' ? {} : { key }),
  };
  records(env.state, parameterKind).set(name, record);
  records(env.state, historyKind).set(name, { versions: [...versionsOf(env, old), record] });
  const output = { Version, Tier: text(params, 'Tier') || 'Standard' };
  return declared || old !== undefined || params.Overwrite !== true
    ? done(output)
    : {
        ok: true,
        output,
        assumed: `The scenario does not describe the parameter "${name}"; this is taken to be its first version.`,
      };
}

/** Putting a parameter, and its versions (AWS Systems Manager API Reference, "PutParameter", "GetParameterHistory"). */
export const puttingOperations: Readonly<Record<string, PlainOperation>> = {
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
  GetParameterHistory: {
    resource: (params, env) => arnOf(env, text(params, 'Name')),
    also: (params, env) => decrypt(env, [text(params, 'Name')], params),
    handle(params, env) {
      const found = parameter(env, text(params, 'Name'));
      if (found === undefined) return missing();
      return about(found, {
        Parameters: versionsOf(env, found.record).map((version) => {
          const {
            ARN: _,
            DataType,
            ...facts
          } = shown(env, version, params.WithDecryption === true);
          return {
            ...facts,
            LastModifiedUser: env.session?.arn ?? `arn:aws:iam::${env.account}:root`,
            Labels: [],
            Tier: 'Standard',
            Policies: [],
            DataType,
          };
        }),
      });
    },
  },
};
