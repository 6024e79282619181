import type { FilledScenario, PipelineDefinition } from '../../scenario/types.ts';
import { arn } from '../arns.ts';
import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { operations, type PlainOperation } from './operation.ts';

const kind = 'codepipeline:execution';
const beside =
  'A command that acts on a pipeline has no effect on the run: only its permission and its answer are simulated.';

const pipelinesIn = (scenario: FilledScenario): PipelineDefinition[] => [
  scenario.pipeline,
  ...(scenario.pipelines ?? []),
];

const pipelineOf = (env: Environment, name: string): PipelineDefinition | undefined =>
  pipelinesIn(env.scenario).find((each) => each.name === name);

/** An operation on a pipeline of the scenario. `get` and the others say in different words that there is none. */
const onPipeline = (
  parameter: 'name' | 'pipelineName',
  handle: (pipeline: PipelineDefinition, params: Params, env: Environment) => HandlerResult,
  words: (account: string, name: string) => string = (account, name) =>
    `The account with id '${account}' does not include a pipeline with the name '${name}'`,
): PlainOperation => ({
  resource: (params, env) => arn.pipeline(env, text(params, parameter)),
  node: (params) => `pipeline:${text(params, parameter)}`,
  details: (params) => ({ pipeline: text(params, parameter) }),
  handle(params, env) {
    const name = text(params, parameter);
    const pipeline = pipelineOf(env, name);
    return pipeline === undefined
      ? refuse('PipelineNotFoundException', words(env.account, name))
      : handle(pipeline, params, env);
  },
});

const guessed = (output: Params): HandlerResult => ({ ok: true, output, assumed: beside });

const stageStates = (pipeline: PipelineDefinition): Params[] =>
  pipeline.stages.map(({ name, actions }) => ({
    stageName: name,
    inboundTransitionState: { enabled: true },
    actionStates: actions.map((action) => ({ actionName: action.name })),
  }));

/** Jobs belong to custom actions, which have no resource of their own. */
const job: PlainOperation = { handle: () => guessed({}) };

/** AWS CodePipeline API Reference: what a build does to pipelines by command. */
export const codepipelineService: ServiceDefinition = {
  service: 'codepipeline',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('codepipeline', {
    StartPipelineExecution: onPipeline('name', ({ name }, _params, env) => {
      const id = env.ids.uuid(`${env.trace.scope}/execution`);
      records(env.state, kind).set(id, {
        pipeline: name,
        pipelineExecutionId: id,
        status: 'InProgress',
        startTime: env.clock.now(),
        lastUpdateTime: env.clock.now(),
      });
      return guessed({ pipelineExecutionId: id });
    }),
    StopPipelineExecution: onPipeline('pipelineName', (_pipeline, params, env) => {
      const id = text(params, 'pipelineExecutionId');
      const execution = records(env.state, kind).get(id);
      if (execution !== undefined) execution.status = 'Stopping';
      return guessed({ pipelineExecutionId: id });
    }),
    GetPipelineState: onPipeline('name', (pipeline) =>
      guessed({
        pipelineName: pipeline.name,
        pipelineVersion: pipeline.version ?? 1,
        stageStates: stageStates(pipeline),
        created: 0,
        updated: 0,
      }),
    ),
    GetPipeline: onPipeline(
      'name',
      (pipeline, _params, env) =>
        done({
          pipeline,
          metadata: { pipelineArn: arn.pipeline(env, pipeline.name), created: 0, updated: 0 },
        }),
      (account, name) => `Account '${account}' does not have a pipeline with name '${name}'`,
    ),
    ListPipelineExecutions: onPipeline('pipelineName', ({ name }, _params, env) =>
      guessed({
        pipelineExecutionSummaries: [...records(env.state, kind).values()]
          .filter(({ pipeline }) => pipeline === name)
          .map(({ pipeline: _, ...summary }) => summary)
          .reverse(),
      }),
    ),
    GetPipelineExecution: onPipeline('pipelineName', (pipeline, params, env) => {
      const id = text(params, 'pipelineExecutionId');
      const made = records(env.state, kind).get(id);
      return guessed({
        pipelineExecution: {
          pipelineName: pipeline.name,
          pipelineVersion: pipeline.version ?? 1,
          pipelineExecutionId: id,
          status: made?.status ?? 'InProgress',
          artifactRevisions: [],
          executionMode: pipeline.executionMode ?? 'SUPERSEDED',
        },
      });
    }),
    ListPipelines: {
      handle: (_params, { scenario }) =>
        done({
          pipelines: pipelinesIn(scenario).map((pipeline) => ({
            name: pipeline.name,
            version: pipeline.version ?? 1,
            pipelineType: pipeline.pipelineType ?? 'V1',
            executionMode: pipeline.executionMode ?? 'SUPERSEDED',
            created: 0,
            updated: 0,
          })),
        }),
    },
    PutJobSuccessResult: job,
    PutJobFailureResult: job,
  }),
};
