import type { CommandCase } from '../case.ts';
import { cloudformationCases } from './cloudformation.ts';
import { deployCases } from './deploy.ts';
import { ecsCases } from './ecs.ts';
import { eksCases } from './eks.ts';
import { lambdaCases } from './lambda.ts';
import { s3Cases } from './s3.ts';
import { s3apiCases } from './s3api.ts';
import { stsCases } from './sts.ts';

/** All rows of the table, by family. */
export const cases: readonly CommandCase[] = [
  ...s3Cases,
  ...s3apiCases,
  ...stsCases,
  ...cloudformationCases,
  ...deployCases,
  ...lambdaCases,
  ...ecsCases,
  ...eksCases,
];
