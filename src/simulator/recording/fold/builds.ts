import type { Draft } from '../draft.ts';
import type { Folds } from '../fold.ts';
import type { Build, BuildPhase } from '../results.ts';
import { mark } from './nodes.ts';

function buildOf(draft: Draft, id: string, seq: number): Build | undefined {
  const list = draft.own('builds');
  const build = draft.item(
    list,
    list.findIndex((candidate) => candidate.id === id),
  );
  if (build !== undefined) build.lastSeq = seq;
  return build;
}

function containerOf(draft: Draft, buildId: string) {
  const list = draft.own('containers');
  return draft.item(
    list,
    list.findIndex((candidate) => candidate.buildId === buildId),
  );
}

function addLog(
  draft: Draft,
  buildId: string,
  line: { at: number; seq: number; origin: 'agent' | 'output'; text: string },
): void {
  draft.entry(draft.own('logs'), buildId, () => []).push(line);
}

export const buildFolds: Pick<
  Folds,
  | 'build.started'
  | 'build.phase'
  | 'build.ended'
  | 'report.created'
  | 'container.state'
  | 'command.started'
  | 'command.output'
  | 'command.ended'
  | 'log'
> = {
  'build.started'(draft, event) {
    draft.own('builds').push({
      id: event.buildId,
      arn: event.arn,
      projectName: event.project,
      buildNumber: event.number,
      ...(event.previousAttempt === undefined ? {} : { previousAttempt: event.previousAttempt }),
      ...(event.initiator === undefined ? {} : { initiator: event.initiator }),
      image: event.image,
      buildStatus: 'IN_PROGRESS',
      currentPhase: 'SUBMITTED',
      startedAt: event.at,
      phases: [],
      exportedEnvironmentVariables: [],
      artifacts: {},
      logs: {},
      firstSeq: event.seq,
      lastSeq: event.seq,
    });
    mark(draft, `project:${event.project}`, 'active', event.seq);
  },
  'build.phase'(draft, event) {
    const build = buildOf(draft, event.buildId, event.seq);
    if (build === undefined) return;
    const phases = draft.field(build, 'phases');
    if (event.status === 'IN_PROGRESS') {
      const marker = event.phase === 'COMPLETED';
      phases.push({
        phaseType: event.phase,
        startedAt: event.at,
        contexts: [],
        ...(marker ? {} : { phaseStatus: 'IN_PROGRESS' }),
      } satisfies BuildPhase);
      build.currentPhase = event.phase;
      return;
    }
    const phase = draft.item(phases, phases.length - 1);
    if (phase === undefined) return;
    phase.phaseStatus = event.status;
    phase.endedAt = event.at;
    phase.contexts = event.contexts;
    phase.durationInSeconds = Math.floor((event.durationMs ?? 0) / 1000);
  },
  'build.ended'(draft, event) {
    const build = buildOf(draft, event.buildId, event.seq);
    if (build === undefined) return;
    build.buildStatus = event.status;
    build.endedAt = event.at;
    build.exportedEnvironmentVariables = Object.entries(event.exported ?? {}).map(
      ([name, value]) => ({ name, value }),
    );
    const state = event.status === 'SUCCEEDED' ? 'ok' : 'failed';
    mark(draft, `project:${build.projectName}`, state, event.seq);
  },
  'report.created'(draft, event) {
    const build = buildOf(draft, event.buildId, event.seq);
    if (build !== undefined) build.reports = [...(build.reports ?? []), event.report];
  },
  'container.state'(draft, event) {
    const list = draft.own('containers');
    let container = containerOf(draft, event.buildId);
    if (container === undefined) {
      container = {
        containerId: event.containerId,
        buildId: event.buildId,
        project: event.project,
        image: event.image,
        state: event.state,
        startedAt: event.at,
        seq: event.seq,
      };
      list.push(container);
    }
    container.state = event.state;
    container.seq = event.seq;
    if (event.state === 'Stopped') container.endedAt = event.at;
    const state = event.state === 'Stopped' ? 'idle' : 'active';
    mark(draft, `container:${event.project}`, state, event.seq);
  },
  'command.started'(draft, event) {
    const { buildId, phase, index, text } = event;
    draft.own('commands').push({
      buildId,
      phase,
      index,
      text,
      startedAt: event.at,
      exitCode: 0,
      durationMs: 0,
      fidelity: 'modelled',
      output: [],
      firstSeq: event.seq,
      lastSeq: event.seq,
    });
    const container = containerOf(draft, buildId);
    if (container === undefined) return;
    container.command = { phase, index, text, running: true };
  },
  'command.output'(draft, event) {
    const list = draft.own('commands');
    const command = draft.item(
      list,
      list.findLastIndex((candidate) => candidate.buildId === event.buildId),
    );
    if (command === undefined) return;
    draft.field(command, 'output').push({ at: event.at, stream: event.stream, text: event.text });
    command.lastSeq = event.seq;
    addLog(draft, event.buildId, {
      at: event.at,
      seq: event.seq,
      origin: 'output',
      text: event.text,
    });
  },
  'command.ended'(draft, event) {
    const list = draft.own('commands');
    const command = draft.item(
      list,
      list.findLastIndex((candidate) => candidate.buildId === event.buildId),
    );
    if (command === undefined) return;
    command.exitCode = event.exitCode;
    command.durationMs = event.durationMs;
    command.fidelity = event.fidelity;
    command.lastSeq = event.seq;
    const container = containerOf(draft, event.buildId);
    if (container?.command === undefined) return;
    container.command = { ...container.command, running: false, exitCode: event.exitCode };
  },
  log(draft, event) {
    const build = buildOf(draft, event.buildId, event.seq);
    if (!event.delivered) return;
    if (build !== undefined) build.logs = { groupName: event.group, streamName: event.stream };
    addLog(draft, event.buildId, {
      at: event.at,
      seq: event.seq,
      origin: event.origin,
      text: event.text,
    });
  },
};
