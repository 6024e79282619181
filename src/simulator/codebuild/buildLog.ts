import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { BuildRun } from './buildRun.ts';
import { agentLine } from './logTemplates.ts';

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
  agent(trace: Trace, text: string): void;
  output(trace: Trace, text: string): void;
  /** Send what has been collected. */
  flush(trace: Trace): Promise<void>;
}

export function makeBuildLog(sim: Simulation, run: () => BuildRun): BuildLog {
  const group = `/aws/codebuild/${run().project.name}`;
  const stream = run().uuid;
  let delivered = true;
  let pending: string[] = [];
  let lastAt = -1;
  let linesAtOnce = 0;

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
  const write = (trace: Trace, origin: 'agent' | 'output', text: string) => {
    pending.push(text);
    trace.child('log').record(origin, 'log', {
      buildId: run().id,
      group,
      stream,
      origin,
      text,
      delivered,
    });
  };

  return {
    group,
    stream,
    async create(trace) {
      const params = { logStreamName: stream };
      let result = await call(trace, 'CreateLogStream', params);
      trace.after(result.seq);
      if (!result.ok && result.error.code === 'ResourceNotFoundException') {
        result = await call(trace, 'CreateLogGroup', {});
        trace.after(result.seq);
        if (result.ok) {
          result = await call(trace, 'CreateLogStream', params);
          trace.after(result.seq);
        }
      }
      return result.ok ? null : result.error.message;
    },
    agent(trace, text) {
      const now = sim.clock.now();
      linesAtOnce = now === lastAt ? linesAtOnce + 1 : 0;
      lastAt = now;
      const micros = Math.min(999, 17 + linesAtOnce * lineGapMicros);
      write(trace, 'agent', `${agentLine(sim.clock.unix(), micros, text)}\n`);
    },
    output: (trace, text) => write(trace, 'output', text),
    async flush(trace) {
      if (pending.length === 0) return;
      const events = pending.map((message) => ({ message, timestamp: sim.clock.unix() }));
      pending = [];
      const result = await call(trace, 'PutLogEvents', {
        logStreamName: stream,
        logEvents: events,
      });
      if (!result.ok) delivered = false;
    },
  };
}
