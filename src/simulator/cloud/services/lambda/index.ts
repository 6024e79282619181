import type { Ids } from '../../../kernel/types.ts';
import type { FilledScenario } from '../../../scenario/types.ts';
import { count, text } from '../../params.ts';
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
import { operations, passRole } from '../operation.ts';
import { trustsService } from '../serviceTrust.ts';
import { aliasOperations } from './aliases.ts';
import { codeFrom } from './code.ts';
import {
  change,
  codeFacts,
  configuration,
  functionArn,
  isCreating,
  kind,
  nameOf,
  newFunction,
  pending,
} from './functions.ts';
import { publishLayerVersion } from './layers.ts';
import { lifeOperations } from './life.ts';
import { onFunction } from './onFunction.ts';
import { addPermission } from './permissions.ts';

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

const codeIn = (params: Params): Params => (params.Code ?? {}) as Params;

const invoked = (type: string): HandlerResult => ({
  ok: true,
  output: {
    StatusCode: type === 'Event' ? 202 : 200,
    ExecutedVersion: '$LATEST',
    Payload: new TextEncoder().encode('null'),
  },
  assumed: 'The function’s code is not run: its answer is taken to be null.',
});

const roleOf = (params: Params, env: Environment): Permission[] =>
  passRole(env, text(params, 'Role'), 'lambda.amazonaws.com');

/** Lambda looks whether it may assume a role before it takes it. */
function roleRefused(params: Params, env: Environment): HandlerResult | null {
  const trusted = trustsService(env, text(params, 'Role'), {
    service: 'lambda.amazonaws.com',
    sourceArn: functionArn(params, env),
  });
  return trusted
    ? null
    : refuse(
        'InvalidParameterValueException',
        'The role defined for the function cannot be assumed by Lambda.',
      );
}

/** A numbered version of the function as it is now. */
function publish(record: Params, env: Environment): Params {
  record.versions = count(record, 'versions') + 1;
  const Version = String(record.versions);
  const FunctionArn = `${text(record, 'FunctionArn')}:${Version}`;
  return configuration(env, record, { FunctionArn, Version });
}

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
      (record, params, env) =>
        change(env, record, codeFacts(params)) ??
        (params.Publish === true ? publish(record, env) : configuration(env, record)),
      { also: codeFrom, rule: 'lambda.qualified-arn' },
    ),
    UpdateFunctionConfiguration: onFunction(
      (record, params, env) =>
        roleRefused(params, env) ??
        change(env, record, settingsIn(params)) ??
        configuration(env, record),
      { also: roleOf },
    ),
    CreateFunction: {
      resource: functionArn,
      also: (params, env) => [
        ...roleOf(params, env),
        ...codeFrom(codeIn(params), env),
        ...(params.Tags === undefined
          ? []
          : [{ action: 'lambda:TagResource', resource: functionArn(params, env) }]),
      ],
      handle(params, env) {
        const { name } = nameOf(params);
        const before = records(env.state, kind).get(name);
        if (before !== undefined && before.deleted !== true) {
          return refuse('ResourceConflictException', `Function already exist: ${name}`, 409);
        }
        const refused = roleRefused(params, env);
        if (refused !== null) return refused;
        const made = newFunction(env, name, {
          ...settingsIn(params),
          ...codeFacts(codeIn(params)),
          ...(params.Tags === undefined ? {} : { Tags: params.Tags }),
          creating: true,
        });
        records(env.state, kind).set(name, made);
        change(env, made, {});
        return done(params.Publish === true ? publish(made, env) : configuration(env, made));
      },
    },
    PublishVersion: onFunction((record, _params, env) => publish(record, env)),
    GetFunction: onFunction((record, _params, env) => ({
      Configuration: configuration(env, record),
      Code: {
        RepositoryType: 'S3',
        Location: `https://awslambda-${env.region}-tasks.s3.${env.region}.amazonaws.com/snapshots/${env.account}/${text(record, 'FunctionName')}`,
      },
      Tags: record.Tags ?? {},
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
      (record, params, env): HandlerResult =>
        isCreating(env, record) ? pending() : invoked(text(params, 'InvocationType')),
      { action: 'lambda:InvokeFunction', trail: 'data' },
    ),
    AddPermission: onFunction(addPermission),
    ...aliasOperations,
    ...lifeOperations,
    PublishLayerVersion: publishLayerVersion,
  }),
};
