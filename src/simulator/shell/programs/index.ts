import type { Program } from '../core/process.ts';
import { shells } from './sh.ts';

/** Programs of ours, beside just-bash's and the tools. */
export const programs: readonly Program[] = [...shells];
