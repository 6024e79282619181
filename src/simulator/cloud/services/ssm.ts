import type { FilledScenario } from '../../scenario/types.ts';
import { count, text, texts } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { CloudState, Environment, Params, Permission, ServiceDefinition } from '../types.ts';
import { keyPermission } from './keyAccess.ts';
import { operations } from './operation.ts';

const kind = 'ssm:parameter';

/** ARN of a parameter: the slash in front of its name is not doubled. */
const arnOf = (env: Environment, name: string): string =>
  name.startsWith('arn:')
    ? name
    : `arn:aws:ssm:${env.region}:${env.account}:parameter/${name.replace(/^\//, '')}`;

/** `name:version` and `name:label` mean the parameter before the colon. */
const plainName = (name: string): string =>
  name.startsWith('arn:') ? `/${name.split(':parameter/')[1] ?? ''}` : (name.split(':')[0] ?? name);

/** A parameter by its name, whether it is written with the slash in front or not in its ARN. */
function parameter(state: CloudState, name: string): Params | undefined {
  const all = records(state, kind);
  const plain = plainName(name);
  return all.get(plain) ?? (name.startsWith('arn:') ? all.get(plain.slice(1)) : undefined);
}

function shown(
  env: Environment,
  { key: _key, description: _description, ...record }: Params,
): Params {
  return { ...record, ARN: arnOf(env, text(record, 'Name')), DataType: 'text' };
}

const missing = () => ({
  ok: false as const,
  error: { code: 'ParameterNotFound', message: '', status: 400 },
});

/** A SecureString under a customer's key is decrypted for the caller. */
const decrypt = (env: Environment, names: readonly string[], params: Params): Permission[] =>
  params.WithDecryption === true
    ? names.flatMap((name) => {
        const found = parameter(env.state, name);
        return found?.Type === 'SecureString'
          ? keyPermission(env, text(found, 'key'), 'kms:Decrypt', 'ssm')
          : [];
      })
    : [];

function under(env: Environment, params: Params): Params[] {
  const path = text(params, 'Path').replace(/\/?$/, '/');
  return [...records(env.state, kind).values()].filter((record) => {
    const name = text(record, 'Name');
    if (!name.startsWith(path)) return false;
    return params.Recursive === true || !name.slice(path.length).includes('/');
  });
}

/** AWS Systems Manager API Reference: Parameter Store and Run Command. */
export const ssmService: ServiceDefinition = {
  service: 'ssm',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  seed(state: CloudState, scenario: FilledScenario) {
    for (const [name, { value, type, ...more }] of Object.entries(
      scenario.resources.parameters ?? {},
    )) {
      const { keyId } = more as { keyId?: unknown };
      records(state, kind).set(name, {
        Name: name,
        Type: type ?? 'String',
        Value: value ?? '',
        Version: 1,
        LastModifiedDate: 0,
        ...(typeof keyId === 'string' ? { key: keyId } : {}),
      });
    }
  },
  operations: operations('ssm', {
    GetParameter: {
      resource: (params, env) => arnOf(env, text(params, 'Name')),
      also: (params, env) => decrypt(env, [text(params, 'Name')], params),
      handle(params, env) {
        const found = parameter(env.state, text(params, 'Name'));
        return found === undefined ? missing() : done({ Parameter: shown(env, found) });
      },
      rule: 'ssm.parameter-arn',
    },
    GetParameters: {
      resource: (params, env) => texts(params, 'Names').map((name) => arnOf(env, name)),
      also: (params, env) => decrypt(env, texts(params, 'Names'), params),
      handle(params, env) {
        const names = texts(params, 'Names');
        const found = names.map((name) => ({ name, record: parameter(env.state, name) }));
        return done({
          Parameters: found.flatMap(({ name, record }) =>
            record === undefined ? [] : [{ ...shown(env, record), Name: plainName(name) }],
          ),
          InvalidParameters: found.flatMap(({ name, record }) =>
            record === undefined ? [name] : [],
          ),
        });
      },
      rule: 'ssm.parameter-arn',
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
        done({ Parameters: under(env, params).map((record) => shown(env, record)) }),
    },
    PutParameter: {
      resource: (params, env) => arnOf(env, text(params, 'Name')),
      also: (params, env) =>
        params.Type === 'SecureString'
          ? keyPermission(env, text(params, 'KeyId'), 'kms:Encrypt', 'ssm')
          : [],
      handle(params, env) {
        const name = text(params, 'Name');
        const before = parameter(env.state, name);
        if (before !== undefined && params.Overwrite !== true) {
          return refuse(
            'ParameterAlreadyExists',
            'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
          );
        }
        const Version = count(before ?? {}, 'Version') + 1;
        const key = text(params, 'KeyId');
        records(env.state, kind).set(name, {
          Name: name,
          Type: text(params, 'Type') || text(before ?? {}, 'Type') || 'String',
          Value: text(params, 'Value'),
          Version,
          LastModifiedDate: env.clock.now(),
          ...(key === '' ? {} : { key }),
        });
        return done({ Version, Tier: text(params, 'Tier') || 'Standard' });
      },
    },
    DeleteParameter: {
      resource: (params, env) => arnOf(env, text(params, 'Name')),
      handle: (params, env) =>
        records(env.state, kind).delete(text(params, 'Name')) ? done() : missing(),
    },
    DescribeParameters: {
      handle: (_params, env) =>
        done({
          Parameters: [...records(env.state, kind).values()].map((record) => ({
            Name: record.Name,
            ARN: arnOf(env, text(record, 'Name')),
            Type: record.Type,
            LastModifiedDate: record.LastModifiedDate,
            Version: record.Version,
            Tier: 'Standard',
            DataType: 'text',
          })),
        }),
    },
    SendCommand: {
      resource: (params, env) => {
        const document = text(params, 'DocumentName');
        const owner = document.startsWith('AWS-') ? '' : env.account;
        return [
          `arn:aws:ssm:${env.region}:${owner}:document/${document}`,
          ...texts(params, 'InstanceIds').map(
            (id) => `arn:aws:ec2:${env.region}:${env.account}:instance/${id}`,
          ),
        ];
      },
      handle(params, env) {
        const id = env.ids.uuid(`${env.trace.scope}/command`);
        const command = {
          CommandId: id,
          DocumentName: text(params, 'DocumentName'),
          InstanceIds: texts(params, 'InstanceIds'),
          RequestedDateTime: env.clock.now(),
          Status: 'Pending',
        };
        records(env.state, 'ssm:command').set(id, command);
        return { ok: true, output: { Command: command }, assumed: unknownInstance };
      },
    },
    GetCommandInvocation: {
      handle: (params, env) => ({
        ok: true,
        output: {
          CommandId: text(params, 'CommandId'),
          InstanceId: text(params, 'InstanceId'),
          DocumentName:
            records(env.state, 'ssm:command').get(text(params, 'CommandId'))?.DocumentName ?? '',
          ResponseCode: 0,
          Status: 'Success',
          StandardOutputContent: '',
          StandardErrorContent: '',
        },
        assumed: unknownInstance,
      }),
    },
    StartSession: {
      resource: 'arn:aws:ec2:{region}:{account}:instance/{Target}',
      handle: (params, env) => ({
        ok: true,
        output: {
          SessionId: `${text(params, 'Target')}-${env.ids.hex(`${env.trace.scope}/session`, 17)}`,
          TokenValue: env.ids.text(`${env.trace.scope}/token`, 64, 'abcdefghijklmnopqrstuvwxyz'),
          StreamUrl: `wss://ssmmessages.${env.region}.amazonaws.com/v1/data-channel`,
        },
        assumed: unknownInstance,
      }),
    },
  }),
};

const unknownInstance = 'What runs on EC2 instances is not simulated.';
