import type { Simulation } from '../engine/simulation.ts';
import type { MachineEntry } from '../kernel/registry.ts';
import type { Payloads } from '../recording/events.ts';
import { roleSessionMachine } from './roleSession.machine.ts';

type SessionState = Payloads['session.state']['state'];

export function roleSessionEntry(sim: () => Simulation): MachineEntry {
  return {
    machine: roleSessionMachine,
    daemonDelays: ['sessionDuration'],
    effects: {
      announce({ context, params, trace, id }) {
        const state = params.state as SessionState;
        const accessKeyId = (context.accessKeyId as string | undefined) ?? id;
        trace.record(state, 'session.state', {
          accessKeyId,
          role: String(context.role),
          roleArn: String(context.roleArn),
          sessionName: String(context.sessionName),
          state,
          ...(state === 'active'
            ? { expiresAt: sim().clock.now() + Number(context.durationMs) }
            : {}),
        });
      },
    },
  };
}
