/** The scripted outcomes of a scenario as one more document: so they are saved, shared and undone as every other edit. */
import type { ScriptedOutcome } from '../../simulator/read.ts';
import type { Scenario } from '../../simulator/scenario/types.ts';
import { isObject, pretty } from './json.ts';

export const outcomesId = 'outcomes';

/** Empty where there are none. */
export const outcomesText = ({ outcomes = [] }: Scenario): string =>
  outcomes.length === 0 ? '' : pretty(outcomes);

/** Puts the list back; an empty text takes all of them away. */
export function withOutcomes(scenario: Scenario, text: string): Scenario | null {
  const { outcomes: _before, ...others } = scenario;
  if (text === '') return others;
  const outcomes = readOutcomes(text);
  return outcomes === null ? null : { ...others, outcomes };
}

function readOutcomes(text: string): ScriptedOutcome[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isOutcome) ? value : null;
  } catch {
    return null;
  }
}

/** Where each part is what it has to be; the simulator's own schema looks at what comes by a link. */
const parts: Record<keyof ScriptedOutcome, (value: unknown) => boolean> = {
  command: (value) => typeof value === 'string' && value !== '',
  exitCode: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255,
  stdout: (value) => value === undefined || typeof value === 'string',
  stderr: (value) => value === undefined || typeof value === 'string',
  seconds: (value) => value === undefined || (typeof value === 'number' && value >= 0),
  memoryMiB: (value) => value === undefined || (typeof value === 'number' && value >= 0),
  creates: (value) =>
    value === undefined ||
    (isObject(value) && Object.values(value).every((text) => typeof text === 'string')),
};

const isOutcome = (value: unknown): value is ScriptedOutcome =>
  isObject(value) &&
  Object.entries(parts).every(([key, fits]) => fits((value as Record<string, unknown>)[key]));
