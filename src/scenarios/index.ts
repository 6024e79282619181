import type { Scenario } from '../simulator/scenario/types.ts';
import { containerToEcr } from './container-to-ecr.ts';
import { nodeSiteToS3 } from './node-site-to-s3.ts';

/** The built-in scenarios, in the order in which they are offered. */
export const scenarios: Scenario[] = [nodeSiteToS3, containerToEcr];
