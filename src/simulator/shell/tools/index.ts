import type { Tool } from '../types.ts';
import { aws } from './aws/index.ts';

/** The programs on the PATH of a build container that are not the shell's own. */
export const tools: Tool[] = [aws];
