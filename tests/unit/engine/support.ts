import { scenarios } from '../../../src/scenarios/index.ts';
import { simulate } from '../../../src/simulator/index.ts';
import type {
  CommandRun,
  EventOf,
  EventType,
  Recording,
  Scenario,
} from '../../../src/simulator/read.ts';

export interface Statement {
  Sid?: string;
  Effect: string;
  Principal?: unknown;
  Action?: string | string[];
  Resource?: string | string[];
  Condition?: unknown;
}
export interface Policy {
  Version: string;
  Statement: Statement[];
}

/** A copy of a built-in scenario, changed by the learner. */
export function edited(id: string, change: (scenario: Scenario) => void): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  const copy = structuredClone(found);
  change(copy);
  return copy;
}
export const nodeSite = (change: (scenario: Scenario) => void = () => undefined) =>
  edited('node-site-to-s3', change);
export const container = (change: (scenario: Scenario) => void = () => undefined) =>
  edited('container-to-ecr', change);

/** Replace text in the buildspec; fails when there is nothing to replace. */
export function inBuildspec(scenario: Scenario, from: string, to: string): void {
  const text = scenario.repository.files['buildspec.yml'] ?? '';
  if (!text.includes(from)) throw new Error(`buildspec has no ${from}`);
  scenario.repository.files['buildspec.yml'] = text.replace(from, to);
}

export function buildRole(scenario: Scenario) {
  const name = Object.values(scenario.projects)[0]!.serviceRole.split('/').pop()!;
  const role = scenario.roles![name]!;
  return { name, role, trust: role.trustPolicy as Policy };
}

/** Take an action out of every statement of the build role's policies. */
export function withoutAction(scenario: Scenario, action: string): void {
  let removed = 0;
  for (const policy of Object.values(buildRole(scenario).role.policies)) {
    const document = policy as Policy;
    for (const statement of document.Statement) {
      const actions = [statement.Action ?? []].flat();
      const left = actions.filter((candidate) => candidate !== action);
      removed += actions.length - left.length;
      statement.Action = left;
    }
    document.Statement = document.Statement.filter(({ Action }) => [Action ?? []].flat().length);
  }
  if (removed === 0) throw new Error(`no statement with ${action}`);
}

export const eventsOf = <T extends EventType>(recording: Recording, type: T): EventOf<T>[] =>
  recording.events.filter((event): event is EventOf<T> => event.type === type);

export const log = (recording: Recording): string =>
  recording.events
    .map((event) =>
      event.type === 'command.output' || (event.type === 'log' && event.delivered)
        ? event.text
        : '',
    )
    .join('');

export const output = (command: CommandRun | undefined): string =>
  (command?.output ?? []).map(({ text }) => text).join('');

export const phaseOf = (recording: Recording, phaseType: string, build = 0) =>
  recording.outcome.builds[build]?.phases.find((phase) => phase.phaseType === phaseType);

/** Titles of the causes of an event, nearest first, as events. */
export function causesOf(recording: Recording, seq: number) {
  const chain: Recording['events'] = [];
  for (let cause = recording.events[seq]?.cause ?? null; cause !== null; ) {
    const event = recording.events[cause]!;
    chain.push(event);
    cause = event.cause;
  }
  return chain;
}

export { simulate };
