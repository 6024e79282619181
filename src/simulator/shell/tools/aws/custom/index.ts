import { cloudformationCommands } from './cloudformation/index.ts';
import { ecrCommands, ecrPublicCommands } from './ecr.ts';
import { ecsCommands } from './ecs.ts';
import { eksCommands } from './eks.ts';
import type { CustomCommand } from './types.ts';

/** The CLI's own commands, by service and name. */
export const customCommands: Readonly<Record<string, Readonly<Record<string, CustomCommand>>>> = {
  cloudformation: cloudformationCommands,
  ecr: ecrCommands,
  ecs: ecsCommands,
  eks: eksCommands,
  'ecr-public': ecrPublicCommands,
};
