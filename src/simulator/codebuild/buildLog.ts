import type { Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { CodeBuildProject } from '../scenario/types.ts';
import type { BuildRun } from './buildRun.ts';
import { agentLine } from './logTemplates.ts';
import { masked } from './masking.ts';

/** µs between two agent lines that come at once. */
const lineGapMicros = 14;

/**
 * The build's CloudWatch log. Agent lines and raw command output in one stream; what the role may not write is
 * produced all the same, but CloudWatch never shows it (reference: codebuild §4.1, §6.4).
 */
export interface BuildLog {
  readonly group: string;
  readonly stream: string;
  /** Make group and stream, as QUEUED does. Null: done; else the denial's text. */
  create(trace: Trace): Promise<string | null>;
  /** The first lines: with them it shows whether the role may write at all. */
  open(trace: Trace, texts: string[]): Promise<void>;
  agent(trace: Trace, text: string): void;
  output(trace: Trace, text: string): void;
  /** Send what has been collected; the build does not wait for it. */
  flush(trace: Trace): void;
  /** Send what has been collected and wait until CloudWatch has it. */
  close(trace: Trace): Promise<void>;
  /** All that was written, whether CloudWatch has it or not. */
  text(): string;
}

/** Where a project's log goes (`logsConfig`; CodeBuild API Reference, "CloudWatchLogsConfig"). */
function placeOf({ name, logsConfig }: CodeBuildProject, uuid: string) {
  const { status, groupName, streamName } = Object(Object(logsConfig).cloudWatchLogs) as Params;
  const prefix = typeof streamName === 'string' && streamName !== '' ? `${streamName}/` : '';
  return {
    enabled: status !== 'DISABLED',
    group: typeof groupName === 'string' && groupName !== '' ? groupName : `/aws/codebuild/${name}`,
    stream: `${prefix}${uuid}`,
  };
}

/** @param run the build; asked only after this returns. */
export function makeBuildLog(
  sim: Simulation,
  project: CodeBuildProject,
  uuid: string,
  run: () => BuildRun,
): BuildLog {
  const { enabled, group, stream } = placeOf(project, uuid);
  let delivered = enabled;
  let pending: string[] = [];
  const all: string[] = [];
  let lastAt = -1;
  let micros = 0;

  const call = (trace: Trace, operation: string, params: Record<string, unknown>) => {
    const { session, node } = run();
    return sim.door.call(trace, {
      service: 'logs',
      operation,
      params: { logGroupName: group, ...params },
      signer:
        session === null
          ? { type: 'anonymous' }
          : {
              type: 'session',
              accessKeyId: session.accessKeyId,
              via: 'codebuild.amazonaws.com',
            },
      from: operation === 'PutLogEvents' ? run().containerNode : node,
    });
  };
  const record = (trace: Trace, origin: 'agent' | 'output', text: string) => {
    all.push(text);
    const place = { buildId: run().id, group, stream };
    trace.child('log').record(origin, 'log', { ...place, origin, text, delivered });
  };
  const write = (trace: Trace, origin: 'agent' | 'output', text: string) => {
    // The log of a build that is cut off simply ends.
    if (run().cut.signal.aborted) return;
    pending.push(text);
    record(trace, origin, text);
  };
  const stamped = (text: string): string => {
    const now = sim.clock.now();
    // Where in the millisecond the first line falls is anybody's guess; the next ones follow at once.
    micros =
      now === lastAt
        ? Math.min(999, micros + lineGapMicros)
        : Math.floor(sim.ids.fraction(`${stream}/line/${now}`) * 600);
    lastAt = now;
    return `${agentLine(sim.clock.unix(), micros, text)}\n`;
  };

  const send = async (trace: Trace): Promise<void> => {
    if (pending.length === 0) return;
    const events = pending.map((message) => ({ message, timestamp: sim.clock.unix() }));
    pending = [];
    if (!enabled) return;
    const result = await call(trace, 'PutLogEvents', { logStreamName: stream, logEvents: events });
    if (!result.ok) delivered = false;
  };

  return {
    group,
    stream,
    async create(trace) {
      if (!enabled) return null;
      if (!sim.door.state.logGroups.has(group)) {
        const made = await call(trace, 'CreateLogGroup', {});
        trace.after(made.seq);
        // Another build of the project may have made it in the meantime.
        if (!made.ok && made.error.code !== 'ResourceAlreadyExistsException')
          return made.error.message;
      }
      const result = await call(trace, 'CreateLogStream', { logStreamName: stream });
      trace.after(result.seq);
      return result.ok ? null : result.error.message;
    },
    async open(trace, texts) {
      pending = texts.map(stamped);
      const lines = pending;
      await send(trace);
      for (const line of lines) record(trace, 'agent', line);
    },
    agent: (trace, text) => write(trace, 'agent', stamped(text)),
    output: (trace, text) => write(trace, 'output', masked(text, run().masked)),
    flush: (trace) => sim.background(send(trace.child('log'))),
    close: (trace) => send(trace),
    text: () => all.join(''),
  };
}
