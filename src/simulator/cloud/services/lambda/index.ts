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
import { about } from '../declared.ts';
import { operations, type PlainOperation, passRole } from '../operation.ts';
import { trustsService } from '../serviceTrust.ts';
import { aliasesIn, aliasFacts, putAlias } from './aliases.ts';
import { codeFrom } from './code.ts';
import {
  change,
  codeFacts,
  configuration,
  functionArn,
  functionOf,
  functionPolicy,
  isCreating,
  kind,
  nameOf,
  newFunction,
  notFound,
} from './functions.ts';
import { publishLayerVersion } from './layers.ts';
import { addPermission } from './permissions.ts';

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
      also: (params, env) => [...roleOf(params, env), ...codeFrom(codeIn(params), env)],
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
          creating: true,
        });
        records(env.state, kind).set(name, made);
        change(env, made, {});
        return done(params.Publish === true ? publish(made, env) : configuration(env, made));
      },
    },
    PublishVersion: onFunction((record, _params, env) => publish(record, env)),
    CreateAlias: onFunction((record, params, env) => {
      const name = text(params, 'Name');
      return !aliasesIn(record).has(name)
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
      const known = aliasesIn(record).has(name);
      if (!known && count(record, 'revisions') > 0) {
        return refuse(
          'ResourceNotFoundException',
          `Cannot find alias arn: ${text(record, 'FunctionArn')}:${name}`,
          404,
        );
      }
      if (!known) aliasesIn(record).set(name, { FunctionVersion: '1' });
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
      (record, params, env): HandlerResult =>
        isCreating(env, record)
          ? refuse(
              'ResourceConflictException',
              'The operation cannot be performed at this time. The function is currently in the following state: Pending',
              409,
            )
          : invoked(text(params, 'InvocationType')),
      { action: 'lambda:InvokeFunction', trail: 'data' },
    ),
    AddPermission: onFunction(addPermission),
    PublishLayerVersion: publishLayerVersion,
  }),
};
