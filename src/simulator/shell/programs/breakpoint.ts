import { Cancelled } from '../../kernel/kernel.ts';
import type { Program } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';
import type { ContainerFs } from '../fileSystem.ts';

/** What paused commands wait for, by container. */
const pauses = new WeakMap<ContainerFs, Set<Pipe>>();

/**
 * Holds the build where it stands until `codebuild-resume`, or its timeout. Without a session connection it is passed over
 * (CodeBuild User Guide, "Debug builds with Session Manager").
 */
const breakpoint: Program = {
  name: 'codebuild-breakpoint',
  async run({ proc }) {
    const { host, fs } = proc.run.container;
    if (host.debugSession !== true) return 0;
    const pause = new Pipe();
    pauses.set(fs, new Set([...(pauses.get(fs) ?? []), pause]));
    await pause.arrival(proc.thread.signal, () => new Cancelled());
    return 0;
  },
};

const resume: Program = {
  name: 'codebuild-resume',
  run({ proc }) {
    const { fs } = proc.run.container;
    for (const pause of pauses.get(fs) ?? []) pause.end();
    pauses.delete(fs);
    return 0;
  },
};

export const breakpointPrograms: Program[] = [breakpoint, resume];
