import * as z from 'zod';
import type { TestCase } from '../../../recording/reports.ts';
import { type ParsedReport, testCase } from '../parsed.ts';

const step = z.looseObject({
  result: z
    .looseObject({
      status: z.string().optional(),
      duration: z.number().optional(),
      error_message: z.string().optional(),
    })
    .optional(),
});
const features = z.array(
  z.looseObject({
    name: z.string().optional(),
    elements: z
      .array(
        z.looseObject({
          name: z.string().optional(),
          type: z.string().optional(),
          steps: z.array(step).optional(),
        }),
      )
      .optional(),
  }),
);

const failed = new Set(['failed', 'ambiguous']);
const skipped = new Set(['skipped', 'pending', 'undefined']);

function statusOf(steps: readonly z.output<typeof step>[]): TestCase['status'] {
  const all = steps.map(({ result }) => result?.status ?? '');
  if (all.some((status) => failed.has(status))) return 'FAILED';
  if (all.some((status) => skipped.has(status))) return 'SKIPPED';
  return all.every((status) => status === 'passed') ? 'SUCCEEDED' : 'UNKNOWN';
}

/** Cucumber's JSON: a list of features, each with scenarios; steps take nanoseconds. */
export function cucumber(value: unknown): ParsedReport {
  const read = features.safeParse(value);
  if (!read.success) return { error: 'expected a list of Cucumber features' };
  return {
    testCases: read.data.flatMap((feature) =>
      (feature.elements ?? [])
        .filter(({ type }) => type !== 'background')
        .map((scenario) => {
          const steps = scenario.steps ?? [];
          return testCase({
            prefix: feature.name ?? '',
            name: scenario.name ?? '',
            status: statusOf(steps),
            message: steps.find(({ result }) => result?.error_message)?.result?.error_message,
            seconds: steps.reduce((sum, { result }) => sum + (result?.duration ?? 0), 0) / 1e9,
          });
        }),
    ),
  };
}
