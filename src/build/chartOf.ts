import type { AnyStateMachine, StateNode } from 'xstate';
import type { MachineName } from '../simulator/recording/events.ts';
import type { Chart, ChartState } from '../simulator/recording/worldTypes.ts';

type AnyStateNode = Pick<
  StateNode,
  'key' | 'type' | 'initial' | 'states' | 'transitions' | 'always' | 'path'
>;

const dotted = (node: { path: string[] }): string => node.path.join('.');

/** `xstate.after.buildTimeout.build.IN_PROGRESS…` → `after buildTimeout`. */
function eventName(type: string): string {
  if (type.startsWith('xstate.after.')) return `after ${type.split('.')[2] ?? ''}`;
  return type.startsWith('xstate.done') ? 'done' : type;
}

function stateOf(node: AnyStateNode): ChartState {
  const listed = [...node.transitions.values(), ...(node.always ? [node.always] : [])].flat();
  const transitions = listed.flatMap((transition) =>
    (transition.target ?? []).map((target) => ({
      event: transition.eventType === '' ? 'always' : eventName(transition.eventType),
      target: dotted(target),
    })),
  );
  const seen = new Set<string>();
  const type = node.type === 'history' ? 'atomic' : node.type;
  const initial = node.initial?.target?.[0];
  return {
    id: dotted(node),
    name: node.key,
    type,
    ...(type === 'compound' && initial !== undefined ? { initial: dotted(initial) } : {}),
    states: Object.values(node.states).map((child) => stateOf(child as AnyStateNode)),
    transitions: transitions.filter(({ event, target }) => {
      const key = `${event} ${target}`;
      return seen.has(key) ? false : seen.add(key);
    }),
  };
}

/** The chart of a machine as plain JSON, so that the screen draws it without XState. */
export function chartOf(
  name: MachineName,
  machine: AnyStateMachine,
  words: { title: string; description: string },
): Chart {
  const root = stateOf(machine.root as unknown as AnyStateNode);
  return { machine: name, ...words, initial: root.initial ?? '', states: root.states };
}
