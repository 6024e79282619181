import type { Path } from '../../diagnostics.ts';
import type { BuildspecBatch } from './types.ts';

const types = ['build-graph', 'build-list', 'build-matrix', 'build-fanout'] as const;

interface BatchFault {
  path: Path;
  message: string;
}

/**
 * What is wrong with a `batch` whose keys are all right: it must be of exactly one type, each task has a name of its own, and
 * tasks may wait only for others that come to an end (CodeBuild User Guide, "Batch build buildspec reference").
 */
export function batchFaults(batch: BuildspecBatch): BatchFault[] {
  const given = types.filter((type) => batch[type] !== undefined);
  if (given.length !== 1) {
    return [{ path: ['batch'], message: `batch needs exactly one of ${types.join(', ')}.` }];
  }
  const faults: BatchFault[] = [];
  for (const type of ['build-graph', 'build-list'] as const) {
    const seen = new Set<string>();
    for (const [index, { identifier }] of (batch[type] ?? []).entries()) {
      if (seen.has(identifier)) {
        const path = ['batch', type, index, 'identifier'];
        faults.push({ path, message: `the identifier ${identifier} is taken already.` });
      }
      seen.add(identifier);
    }
  }
  return [...faults, ...graphFaults(batch['build-graph'] ?? [])];
}

function graphFaults(tasks: NonNullable<BuildspecBatch['build-graph']>): BatchFault[] {
  const names = new Set(tasks.map(({ identifier }) => identifier));
  const missing = tasks.flatMap((task, index) =>
    (task['depend-on'] ?? []).flatMap((other, place) =>
      names.has(other)
        ? []
        : [
            {
              path: ['batch', 'build-graph', index, 'depend-on', place],
              message: `there is no task ${other} to wait for.`,
            },
          ],
    ),
  );
  if (missing.length > 0) return missing;
  // Take away, again and again, every task that waits for nobody; those that stay wait for each other.
  let left = tasks;
  for (;;) {
    const waiting = new Set(left.map(({ identifier }) => identifier));
    const next = left.filter((task) => (task['depend-on'] ?? []).some((name) => waiting.has(name)));
    if (next.length === left.length) break;
    left = next;
  }
  if (left.length === 0) return [];
  const circle = left.map(({ identifier }) => identifier).join(', ');
  return [
    { path: ['batch', 'build-graph'], message: `these tasks wait for each other: ${circle}.` },
  ];
}
