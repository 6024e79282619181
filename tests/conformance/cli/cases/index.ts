import type { CommandCase } from '../case.ts';
import { stsCases } from './sts.ts';

/** All rows of the table, by family. */
export const cases: readonly CommandCase[] = [...stsCases];
