import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  getInitialMicrosteps,
  getMicrosteps,
} from 'xstate';
import type { MachineName } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import type { Kernel } from './kernel.ts';

/** An event for a machine. `seq`: the recorded event that led to it. */
export interface MachineEvent {
  type: string;
  seq?: number;
  [payload: string]: unknown;
}

/** What a machine asked for by a plain named action; performed by the entry of that name. */
export type Effect = (call: {
  id: string;
  context: Record<string, unknown>;
  params: Record<string, unknown>;
  trace: Trace;
}) => void;

export interface MachineEntry {
  machine: AnyStateMachine;
  effects: Record<string, Effect>;
  /** Named delays that do not keep the simulation going. */
  daemonDelays?: readonly string[];
}
export type MachineTable = Record<MachineName, MachineEntry>;

/** Keeps every running machine as [definition, snapshot] and drives it with XState's pure functions. */
export interface MachineRegistry {
  spawn(machine: MachineName, id: string, input: Record<string, unknown>, trace: Trace): void;
  send(id: string, event: MachineEvent): void;
}

interface Running {
  name: MachineName;
  entry: MachineEntry;
  snapshot: AnyMachineSnapshot;
  trace: Trace;
  timers: Map<string, () => void>;
}
type Step = [AnyMachineSnapshot, readonly { type: string; params?: unknown }[]];

/** Active states of a snapshot as dotted paths, innermost only. */
export function activeStates(value: unknown, prefix = ''): string[] {
  if (typeof value === 'string') return [prefix + value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0
      ? [prefix + name]
      : activeStates(inner, `${prefix}${name}.`),
  );
}

/**
 * The machine for XState's pure functions: they set up an actor of it for every step, only to throw away the snapshot it begins
 * with. Of this one that snapshot costs nothing.
 */
function stepping(machine: AnyStateMachine): AnyStateMachine {
  const thrownAway = { status: 'active', children: {} };
  return Object.create(machine, { getInitialSnapshot: { value: () => thrownAway } });
}

const stateKey = (state: string[]): string => `state:${state.join('+')}`;

export function makeRegistry(kernel: Kernel, table: MachineTable): MachineRegistry {
  const running = new Map<string, Running>();
  const entries = Object.entries(table);
  const machines = new Map(entries.map(([name, { machine }]) => [name, stepping(machine)]));
  const machineOf = (name: MachineName) => machines.get(name) ?? table[name].machine;

  const setTimer = (id: string, self: Running, params: Record<string, unknown>) => {
    const sendId = String(params.id);
    const daemon = (self.entry.daemonDelays ?? []).some((name) => sendId.includes(`.${name}.`));
    const undo = kernel.schedule(
      Number(params.delay),
      () => take(id, params.event as MachineEvent),
      { daemon },
    );
    self.timers.set(sendId, undo);
  };

  const perform = (id: string, self: Running, action: { type: string; params?: unknown }) => {
    const params = (action.params ?? {}) as Record<string, unknown>;
    if (action.type === 'xstate.raise') {
      // XState still returns immediate raises that it has applied already.
      if (params.delay !== undefined) setTimer(id, self, params);
    } else if (action.type === 'xstate.cancel') {
      self.timers.get(String(params.sendId))?.();
    } else {
      const effect = self.entry.effects[action.type];
      if (effect === undefined) throw new Error(`${self.name}: no effect named ${action.type}`);
      effect({ id, context: self.snapshot.context, params, trace: self.trace });
    }
  };

  const apply = (id: string, self: Running, steps: Step[], event: string) => {
    for (const [snapshot, actions] of steps) {
      const before = activeStates(self.snapshot?.value);
      self.snapshot = snapshot;
      const state = activeStates(snapshot.value);
      if (state.join() !== before.join()) {
        self.trace.record(stateKey(state), 'machine.state', {
          machine: self.name,
          id,
          state,
          event,
        });
      }
      for (const action of actions) perform(id, self, action);
    }
  };

  function take(id: string, event: MachineEvent) {
    const self = running.get(id);
    if (self === undefined || self.snapshot.status !== 'active') return;
    if (event.seq !== undefined) self.trace.after(event.seq);
    apply(
      id,
      self,
      getMicrosteps(machineOf(self.name), self.snapshot, event) as Step[],
      event.type,
    );
  }

  return {
    spawn(name, id, input, trace) {
      const entry = table[name];
      const steps = getInitialMicrosteps(machineOf(name), input) as Step[];
      const first = steps[0];
      if (first === undefined) return;
      const self: Running = { name, entry, snapshot: first[0], trace, timers: new Map() };
      running.set(id, self);
      const state = activeStates(first[0].value);
      trace.record(stateKey(state), 'machine.state', {
        machine: name,
        id,
        state,
        event: 'xstate.init',
      });
      for (const action of first[1]) perform(id, self, action);
      apply(id, self, steps.slice(1), 'xstate.init');
    },
    // A queue entry of its own, so that a machine never takes an event in the middle of a step.
    send: (id, event) => void kernel.schedule(0, () => take(id, event)),
  };
}
