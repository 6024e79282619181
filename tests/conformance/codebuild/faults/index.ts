import type { BuildFault } from '../fault.ts';
import { artifactFaults } from './artifacts.ts';
import { buildspecFaults } from './buildspec.ts';
import { cacheFaults } from './cache.ts';
import { dockerFaults } from './docker.ts';
import { imageFaults } from './image.ts';
import { memoryFaults } from './memory.ts';
import { networkFaults } from './network.ts';
import { permissionFaults } from './permissions.ts';
import { shellFaults } from './shell.ts';
import { sourceFaults } from './sources.ts';
import { startingFaults } from './starting.ts';
import { surprisingFaults } from './surprises.ts';

/** All faults that are reproduced, by number. */
export const faults: readonly BuildFault[] = [
  ...buildspecFaults,
  ...permissionFaults,
  ...dockerFaults,
  ...shellFaults,
  ...artifactFaults,
  ...cacheFaults,
  ...memoryFaults,
  ...networkFaults,
  ...imageFaults,
  ...startingFaults,
  ...sourceFaults,
  ...surprisingFaults,
].sort((a, b) => a.number - b.number);
