import * as z from 'zod';
import { noCoverage, type ParsedReport } from '../parsed.ts';

const lines = z.array(z.unknown());
const resultSet = z.record(
  z.string(),
  z.looseObject({
    coverage: z.record(z.string(), z.union([lines, z.looseObject({ lines: lines.optional() })])),
  }),
);

/** SimpleCov's `.resultset.json`: hits by line, null where a line says nothing. Not the format of simplecov-json. */
export function simplecov(value: unknown): ParsedReport {
  const read = resultSet.safeParse(value);
  if (!read.success) return { error: 'expected a SimpleCov result set' };
  const files = Object.values(read.data).flatMap(({ coverage }) => Object.entries(coverage));
  return {
    coverage: files.map(([path, told]) => {
      const hits = (Array.isArray(told) ? told : (told.lines ?? [])).filter(
        (hit): hit is number => typeof hit === 'number',
      );
      const covered = hits.filter((hit) => hit > 0).length;
      return { ...noCoverage(path), linesCovered: covered, linesMissed: hits.length - covered };
    }),
  };
}
