import type { Simulation } from '../engine/simulation.ts';
import type { Effect, MachineEntry } from '../kernel/registry.ts';
import type {
  ActionStatus,
  ErrorDetails,
  ExecutionStatus,
  StageStatus,
} from '../recording/events.ts';
import type { ActionDeclaration, StageDeclaration } from '../scenario/types.ts';
import { actionMachine } from './action.machine.ts';
import { executionMachine } from './execution.machine.ts';
import type { ExecutionRun } from './executionRun.ts';
import { runAction } from './runAction.ts';
import { stageMachine } from './stage.machine.ts';

const stageId = (executionId: string, stage: string) => `${executionId}/${stage}`;

function runOf(sim: Simulation, executionId: unknown): ExecutionRun {
  const run = sim.executions.get(String(executionId));
  if (run === undefined) throw new Error(`no execution ${String(executionId)}`);
  return run;
}
function stageOf(run: ExecutionRun, name: unknown): StageDeclaration {
  const stage = run.pipeline.stages.find((candidate) => candidate.name === name);
  if (stage === undefined) throw new Error(`no stage ${String(name)}`);
  return stage;
}

/** Actions by `runOrder`, smallest first; the default is 1. */
export function groupsOf(stage: StageDeclaration): ActionDeclaration[][] {
  const orders = [...new Set(stage.actions.map((action) => action.runOrder ?? 1))];
  orders.sort((a, b) => a - b);
  return orders.map((order) => stage.actions.filter((action) => (action.runOrder ?? 1) === order));
}

export function executionEntry(simulation: () => Simulation): MachineEntry {
  const status: Effect = ({ context, params, trace }) => {
    const run = runOf(simulation(), context.executionId);
    const name = params.status as ExecutionStatus;
    trace.record(
      name,
      'execution.status',
      {
        executionId: run.id,
        pipeline: run.pipeline.name,
        status: name,
        ...(name === 'InProgress' ? { trigger: run.trigger } : {}),
      },
      {
        rule:
          name === 'Failed'
            ? 'codepipeline.failed-action-fails-stage'
            : 'codepipeline.orchestrates',
      },
    );
  };
  const startStage: Effect = ({ context, trace }) => {
    const sim = simulation();
    const run = runOf(sim, context.executionId);
    const stage = stageOf(run, (context.stages as string[])[Number(context.index)]);
    const groups = groupsOf(stage).map((group) => group.map((action) => action.name));
    sim.machines.spawn(
      'stage',
      stageId(run.id, stage.name),
      { executionId: run.id, stage: stage.name, groups },
      trace.child(stage.name),
    );
  };
  const stopStage: Effect = ({ context, trace }) => {
    const name = (context.stages as string[])[Number(context.index)] ?? '';
    simulation().machines.send(stageId(String(context.executionId), name), {
      type: 'stop',
      ...(trace.last === null ? {} : { seq: trace.last }),
    });
  };
  return { machine: executionMachine, effects: { status, startStage, stopStage } };
}

export function stageEntry(simulation: () => Simulation): MachineEntry {
  const status: Effect = ({ context, params, trace }) => {
    const name = params.status as StageStatus;
    trace.record(name, 'stage.status', {
      executionId: String(context.executionId),
      stage: String(context.stage),
      status: name,
    });
  };
  const startActions: Effect = ({ context, trace }) => {
    const sim = simulation();
    const run = runOf(sim, context.executionId);
    const stage = stageOf(run, context.stage);
    const names = (context.groups as string[][])[Number(context.group)] ?? [];
    for (const name of names) {
      const action = stage.actions.find((candidate) => candidate.name === name);
      if (action === undefined) continue;
      const thread = trace.child(name);
      sim.machines.spawn(
        'action',
        `${stageId(run.id, stage.name)}/${name}`,
        {
          executionId: run.id,
          stage: stage.name,
          action: name,
          actionExecutionId: sim.ids.uuid(thread.scope),
          provider: action.actionTypeId.provider,
        },
        thread,
      );
    }
  };
  const report: Effect = ({ context, params, trace }) => {
    simulation().machines.send(String(context.executionId), {
      type: String(params.type),
      ...(trace.last === null ? {} : { seq: trace.last }),
    });
  };
  return { machine: stageMachine, effects: { status, startActions, report } };
}

export function actionEntry(simulation: () => Simulation): MachineEntry {
  const status: Effect = ({ context, params, trace }) => {
    const name = params.status as ActionStatus;
    const { externalExecutionId, errorDetails, outputVariables } = context;
    trace.record(name, 'action.status', {
      executionId: String(context.executionId),
      stage: String(context.stage),
      action: String(context.action),
      actionExecutionId: String(context.actionExecutionId),
      provider: String(context.provider),
      status: name,
      ...(externalExecutionId === undefined
        ? {}
        : { externalExecutionId: String(externalExecutionId) }),
      ...(errorDetails === undefined ? {} : { errorDetails: errorDetails as ErrorDetails }),
      ...(outputVariables === undefined
        ? {}
        : { outputVariables: outputVariables as Record<string, string> }),
    });
  };
  const callProvider: Effect = ({ id, context, trace }) => {
    const sim = simulation();
    const run = runOf(sim, context.executionId);
    const stage = stageOf(run, context.stage);
    const action = stage.actions.find((candidate) => candidate.name === context.action);
    if (action === undefined) return;
    sim.background(
      (async () => {
        const result = await runAction(sim, trace, run, stage.name, action);
        const { ok, ...payload } = result;
        sim.machines.send(id, {
          type: ok ? 'provider.succeeded' : 'provider.failed',
          ...(trace.last === null ? {} : { seq: trace.last }),
          ...payload,
        });
      })(),
    );
  };
  const report: Effect = ({ context, params, trace }) => {
    simulation().machines.send(stageId(String(context.executionId), String(context.stage)), {
      type: String(params.type),
      ...(trace.last === null ? {} : { seq: trace.last }),
    });
  };
  return { machine: actionMachine, effects: { status, callProvider, report } };
}
