import { cloudformationCommands } from './cloudformation/index.ts';
import { codeartifactCommands } from './codeartifact.ts';
import { deployCommands } from './deploy.ts';
import { ecrCommands, ecrPublicCommands } from './ecr.ts';
import { ecsCommands } from './ecs.ts';
import { eksCommands } from './eks/index.ts';
import { logsCommands } from './logs.ts';
import { ssmCommands } from './ssm.ts';
import type { CustomCommand } from './types.ts';

/** The CLI's own commands, by service and name. */
export const customCommands: Readonly<Record<string, Readonly<Record<string, CustomCommand>>>> = {
  cloudformation: cloudformationCommands,
  codeartifact: codeartifactCommands,
  deploy: deployCommands,
  ecr: ecrCommands,
  ecs: ecsCommands,
  eks: eksCommands,
  logs: logsCommands,
  ssm: ssmCommands,
  'ecr-public': ecrPublicCommands,
};
