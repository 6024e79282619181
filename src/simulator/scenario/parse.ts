import type * as z from 'zod';
import type { Problem } from '../diagnostics.ts';
import { fillDefaults } from './defaults.ts';
import { hostility } from './hostile.ts';
import { scenarioSchema } from './schema.ts';
import type { Scenario } from './types.ts';

/** More than this nobody reads. */
const mostProblems = 30;

/** Checks a scenario from anywhere and fills in its defaults. Never throws. */
export function parseScenario(
  input: unknown,
): { ok: true; scenario: Scenario } | { ok: false; problems: Problem[] } {
  const hostile = hostility(input);
  if (hostile !== null) return { ok: false, problems: [hostile] };
  const parsed = scenarioSchema.safeParse(input);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.slice(0, mostProblems).map(problemOf) };
  }
  const scenario: Scenario = withoutUndefined(parsed.data) as Scenario;
  return { ok: true, scenario: fillDefaults(scenario) };
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const path = issue.path.filter(
    (step): step is string | number => typeof step === 'string' || typeof step === 'number',
  );
  if (issue.code === 'unrecognized_keys') {
    return { path, message: `Unknown ${issue.keys.map((key) => `“${key}”`).join(', ')}.` };
  }
  return { path, message: issue.message };
}

/** Optional keys that are absent stay absent. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
