import type { Tool } from '../../types.ts';
import { aptTools } from './apt.ts';
import { sudo } from './sudo.ts';
import { yumTools } from './yum.ts';

/** What installs programs of the system. */
export const packageTools: readonly Tool[] = [...aptTools, ...yumTools, sudo];
