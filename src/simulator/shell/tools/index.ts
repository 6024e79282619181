import type { Tool } from '../types.ts';
import { aws } from './aws/index.ts';
import { node, npx } from './node.ts';
import { npm } from './npm/index.ts';
import { runtimeTools } from './runtimes.ts';
import { yarn } from './yarn.ts';

/** The programs on the PATH of a build container that are not the shell's own. */
export const tools: Tool[] = [aws, node, npm, npx, yarn, ...runtimeTools];
