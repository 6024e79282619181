import type { Program } from '../core/process.ts';
import { copyPrograms } from './copy.ts';
import { datePrograms } from './date.ts';
import { blockPrograms } from './dd.ts';
import { dumpPrograms } from './dump.ts';
import { endlessPrograms } from './endless.ts';
import { environmentPrograms } from './environment.ts';
import { filePrograms } from './files.ts';
import { gzipPrograms } from './gzip.ts';
import { hashPrograms } from './hashes.ts';
import { listPrograms } from './list.ts';
import { movePrograms } from './move.ts';
import { shells } from './sh.ts';
import { sortPrograms } from './sort.ts';
import { catProgram, headProgram, streamPrograms, tailProgram } from './streams.ts';
import { systemPrograms } from './system.ts';
import { tarPrograms } from './tar.ts';
import { timePrograms } from './time.ts';
import { zipPrograms } from './zip.ts';

/** Programs of ours. @param bundled just-bash's program of a name: some of ours do only part of its work. */
export function ownPrograms(bundled: (name: string) => Program): Program[] {
  return [
    ...shells,
    ...blockPrograms,
    ...copyPrograms,
    ...datePrograms,
    ...movePrograms,
    ...endlessPrograms,
    ...dumpPrograms,
    ...environmentPrograms,
    ...filePrograms,
    ...gzipPrograms,
    ...hashPrograms,
    ...listPrograms,
    ...streamPrograms,
    ...sortPrograms,
    ...systemPrograms,
    ...tarPrograms,
    ...timePrograms,
    ...zipPrograms,
    catProgram(bundled('cat')),
    headProgram(bundled('head')),
    tailProgram(bundled('tail')),
  ];
}
