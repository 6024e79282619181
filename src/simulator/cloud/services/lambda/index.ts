import type { Ids } from '../../../kernel/types.ts';
import type { FilledScenario } from '../../../scenario/types.ts';
import { arn } from '../../arns.ts';
import { bytes as bytesIn, count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type {
  CloudState,
  Environment,
  HandlerResult,
  Params,
  Permission,
  ServiceDefinition,
} from '../../types.ts';
import { about } from '../declared.ts';
import { operations, type PlainOperation, passRole } from '../operation.ts';
import {
  change,
  codeFacts,
  configuration,
  functionArn,
  functionOf,
  functionPolicy,
  kind,
  nameOf,
  newFunction,
  notFound,
} from './functions.ts';

/** An operation on a function that is there. */
const onFunction = (
  handle: (record: Params, params: Params, env: Environment) => Params | HandlerResult,
  more: Partial<PlainOperation> = {},
): PlainOperation => ({
  resource: functionArn,
  policy: functionPolicy,
  details: (params) => ({ function: nameOf(params).name }),
  ...more,
  handle(params, env) {
    const found = functionOf(params, env);
    if (found === undefined) return notFound(params, env);
    const answer = handle(found.record, params, env);
    return isResult(answer) ? answer : about(found, answer);
  },
});

const isResult = (answer: Params | HandlerResult): answer is HandlerResult =>
  typeof answer.ok === 'boolean';

/** Code that lies in a bucket is read with the caller's own permissions. */
function codeFromBucket(params: Params): Permission[] {
  const bucket = text(params, 'S3Bucket');
  return bucket === ''
    ? []
    : [{ action: 's3:GetObject', resource: arn.object(bucket, text(params, 'S3Key')) }];
}

const settings = [
  'Runtime',
  'Role',
  'Handler',
  'Description',
  'Timeout',
  'MemorySize',
  'Environment',
];
const settingsIn = (params: Params): Params =>
  Object.fromEntries(
    settings.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]),
  );

const aliasesIn = (record: Params): Record<string, Params> =>
  record.aliases as Record<string, Params>;

const aliasFacts = (record: Params, name: string, env: Environment): Params => ({
  AliasArn: `${text(record, 'FunctionArn')}:${name}`,
  Name: name,
  FunctionVersion: aliasesIn(record)[name]?.FunctionVersion,
  Description: '',
  RevisionId: env.ids.uuid(`${text(record, 'FunctionArn')}/alias/${name}/${env.clock.now()}`),
});

const putAlias = (record: Params, params: Params, env: Environment): Params => {
  const name = text(params, 'Name');
  aliasesIn(record)[name] = { FunctionVersion: text(params, 'FunctionVersion') || '$LATEST' };
  return aliasFacts(record, name, env);
};

/** AWS Lambda API Reference. */
export const lambdaService: ServiceDefinition = {
  service: 'lambda',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  seed(state: CloudState, scenario: FilledScenario, ids: Ids) {
    const { id: account, region } = scenario.account;
    for (const [name, declared] of Object.entries(scenario.resources.functions ?? {})) {
      const { policy, ...given } = declared;
      records(state, kind).set(name, {
        ...newFunction({ account, region, ids }, name, settingsIn(given)),
        ...(policy === undefined ? {} : { policy }),
      });
    }
  },
  operations: operations('lambda', {
    UpdateFunctionCode: onFunction(
      (record, params, env) => change(env, record, codeFacts(params)) ?? configuration(env, record),
      { also: codeFromBucket, rule: 'lambda.qualified-arn' },
    ),
    UpdateFunctionConfiguration: onFunction(
      (record, params, env) =>
        change(env, record, settingsIn(params)) ?? configuration(env, record),
      { also: (params, env) => passRole(env, text(params, 'Role'), 'lambda.amazonaws.com') },
    ),
    CreateFunction: {
      resource: functionArn,
      also: (params, env) => passRole(env, text(params, 'Role'), 'lambda.amazonaws.com'),
      handle(params, env) {
        const { name } = nameOf(params);
        const before = records(env.state, kind).get(name);
        if (before !== undefined && before.deleted !== true) {
          return refuse('ResourceConflictException', `Function already exist: ${name}`, 409);
        }
        const code = (params.Code ?? {}) as Params;
        const made = newFunction(env, name, { ...settingsIn(params), ...codeFacts(code) });
        records(env.state, kind).set(name, made);
        change(env, made, {});
        return done(configuration(env, made, { State: 'Pending' }));
      },
    },
    PublishVersion: onFunction((record, _params, env) => {
      record.versions = count(record, 'versions') + 1;
      const version = String(record.versions);
      return configuration(env, record, {
        FunctionArn: `${text(record, 'FunctionArn')}:${version}`,
        Version: version,
      });
    }),
    CreateAlias: onFunction((record, params, env) => {
      const name = text(params, 'Name');
      return aliasesIn(record)[name] === undefined
        ? putAlias(record, params, env)
        : refuse(
            'ResourceConflictException',
            `Alias already exists: ${text(record, 'FunctionArn')}:${name}`,
            409,
          );
    }),
    UpdateAlias: onFunction(putAlias),
    GetAlias: onFunction((record, params, env) => {
      const name = text(params, 'Name');
      const known = Object.hasOwn(aliasesIn(record), name);
      if (!known && count(record, 'revisions') > 0) {
        return refuse(
          'ResourceNotFoundException',
          `Cannot find alias arn: ${text(record, 'FunctionArn')}:${name}`,
          404,
        );
      }
      if (!known) aliasesIn(record)[name] = { FunctionVersion: '1' };
      return aliasFacts(record, name, env);
    }),
    GetFunction: onFunction((record, _params, env) => ({
      Configuration: configuration(env, record),
      Code: {
        RepositoryType: 'S3',
        Location: `https://awslambda-${env.region}-tasks.s3.${env.region}.amazonaws.com/snapshots/${env.account}/${text(record, 'FunctionName')}`,
      },
      Tags: {},
    })),
    GetFunctionConfiguration: onFunction((record, _params, env) => configuration(env, record)),
    ListVersionsByFunction: onFunction((record, _params, env) => ({
      Versions: [configuration(env, record)],
    })),
    ListFunctions: {
      handle: (_params, env) =>
        done({
          Functions: [...records(env.state, kind).values()]
            .filter(({ deleted }) => deleted !== true)
            .map((record) => configuration(env, record)),
        }),
    },
    Invoke: onFunction(
      (_record, params): HandlerResult => ({
        ok: true,
        output: {
          StatusCode: text(params, 'InvocationType') === 'Event' ? 202 : 200,
          ExecutedVersion: '$LATEST',
          Payload: new TextEncoder().encode('null'),
        },
        assumed: 'The function’s code is not run: its answer is taken to be null.',
      }),
      { action: 'lambda:InvokeFunction', trail: 'data' },
    ),
    AddPermission: onFunction((record, params, env) => {
      const statement = {
        Sid: text(params, 'StatementId'),
        Effect: 'Allow',
        Principal: principalOf(text(params, 'Principal')),
        Action: text(params, 'Action'),
        Resource: functionArn(params, env),
        ...(text(params, 'SourceArn') === ''
          ? {}
          : { Condition: { ArnLike: { 'AWS:SourceArn': text(params, 'SourceArn') } } }),
      };
      const before = (record.policy ?? { Version: '2012-10-17', Statement: [] }) as {
        Version: string;
        Statement: unknown[];
      };
      record.policy = { ...before, Statement: [...before.Statement, statement] };
      return { Statement: JSON.stringify(statement) };
    }),
    PublishLayerVersion: {
      resource: 'arn:aws:lambda:{region}:{account}:layer:{LayerName}',
      handle(params, env) {
        const name = text(params, 'LayerName');
        const layers = records(env.state, 'lambda:layer');
        const Version = count(layers.get(name) ?? {}, 'Version') + 1;
        const layerArn = `arn:aws:lambda:${env.region}:${env.account}:layer:${name}`;
        const zip = bytesIn((params.Content ?? {}) as Params, 'ZipFile');
        const code = codeFacts({ ZipFile: zip });
        layers.set(name, { Version });
        return done({
          Content: {
            Location: `https://awslambda-${env.region}-layers.s3.${env.region}.amazonaws.com/snapshots/${env.account}/${name}`,
            ...code,
          },
          LayerArn: layerArn,
          LayerVersionArn: `${layerArn}:${Version}`,
          Description: text(params, 'Description'),
          CreatedDate: new Date(env.clock.unix()).toISOString().replace('Z', '+0000'),
          Version,
        });
      },
    },
  }),
};

const principalOf = (principal: string): unknown =>
  principal === '*' ? '*' : principal.includes('.') ? { Service: principal } : { AWS: principal };
