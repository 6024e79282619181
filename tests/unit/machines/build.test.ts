import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMachine } from '../../../src/simulator/codebuild/build.machine.ts';
import { makeKernel } from '../../../src/simulator/kernel/kernel.ts';
import { type MachineTable, makeRegistry } from '../../../src/simulator/kernel/registry.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';

interface PhaseScript {
  fails?: Record<string, { onFailure?: string }>;
  /** This phase never ends by itself. */
  hangs?: string;
  stopAt?: number;
  /** It has to wait for capacity from the start. */
  waits?: true;
}

/** Runs the machine with phases of 100 ms each and notes what it says. */
async function build(script: PhaseScript) {
  const kernel = makeKernel(0, () => 0);
  const recorder = makeRecorder(kernel.clock.now);
  const phases: string[] = [];
  const ends: string[] = [];
  let status = '';
  const effects = {
    phaseBegins: ({ params }: { params: { phase: string } }) => void phases.push(params.phase),
    phaseEnds: ({ params }: { params: { phase: string; status: string } }) =>
      void ends.push(`${params.phase} ${params.status}`),
    runPhase: ({ id, params }: { id: string; params: { phase: string } }) => {
      if (params.phase === 'QUEUED' && script.waits) registry.send(id, { type: 'queue.waits' });
      if (params.phase === script.hangs) return;
      kernel.schedule(100, () => {
        const failing = script.fails?.[params.phase];
        registry.send(id, {
          type: failing === undefined ? 'phase.succeeded' : 'phase.failed',
          phase: params.phase,
          contexts: [],
          ...failing,
        });
      });
    },
    cutOff: ({ id }: { id: string }) => {
      ends.push('cut');
      registry.send(id, { type: 'phase.cut', phase: phases.at(-1) });
    },
    status: ({ params }: { params: { status: string } }) => {
      status = `${params.status} at ${kernel.clock.now()}`;
    },
  };
  const table = { build: { machine: buildMachine, effects } } as unknown as MachineTable;
  const registry = makeRegistry(kernel, table);
  registry.spawn(
    'build',
    'b',
    { buildId: 'b', timeoutMs: 60_000, queuedTimeoutMs: 300_000 },
    recorder.root,
  );
  if (script.stopAt !== undefined) {
    kernel.schedule(script.stopAt, () => registry.send('b', { type: 'stop' }));
  }
  await kernel.run(() => false);
  return { phases, ends, status };
}

const all = [
  'SUBMITTED',
  'QUEUED',
  'PROVISIONING',
  'DOWNLOAD_SOURCE',
  'INSTALL',
  'PRE_BUILD',
  'BUILD',
  'POST_BUILD',
  'UPLOAD_ARTIFACTS',
  'FINALIZING',
  'COMPLETED',
];
const without = (...left: string[]) => all.filter((phase) => !left.includes(phase));
const afterThe = (phase: string, ...then: string[]) => [
  ...all.slice(0, all.indexOf(phase) + 1),
  ...then,
];

describe('build machine', () => {
  it('goes through all eleven phases', async () => {
    const run = await build({});
    expect(run.phases).toEqual(all);
    expect(run.status).toBe('SUCCEEDED at 1000');
  });

  // CodeBuild User Guide, "Build phase transitions"; reference §1.3.
  it.each([
    ['QUEUED', {}, afterThe('QUEUED', 'COMPLETED')],
    ['PROVISIONING', {}, afterThe('PROVISIONING', 'COMPLETED')],
    ['DOWNLOAD_SOURCE', {}, afterThe('DOWNLOAD_SOURCE', 'FINALIZING', 'COMPLETED')],
    ['INSTALL', {}, afterThe('INSTALL', 'FINALIZING', 'COMPLETED')],
    ['PRE_BUILD', {}, afterThe('PRE_BUILD', 'FINALIZING', 'COMPLETED')],
    ['BUILD', {}, all],
    ['POST_BUILD', {}, all],
    ['UPLOAD_ARTIFACTS', {}, all],
    ['BUILD', { onFailure: 'ABORT' }, without('POST_BUILD', 'UPLOAD_ARTIFACTS')],
    ['INSTALL', { onFailure: 'CONTINUE' }, all],
    ['PRE_BUILD', { onFailure: 'CONTINUE' }, all],
  ])('a failed %s (%o) leads where AWS says, and the build is FAILED', async (phase, how, path) => {
    const run = await build({ fails: { [phase]: how } });
    expect(run.phases).toEqual(path);
    expect(run.ends).toContain(`${phase} FAILED`);
    expect(run.status).toMatch(/^FAILED/);
  });

  it('cuts a hanging phase off at the timeout; no later user phase runs', async () => {
    const run = await build({ hangs: 'BUILD' });
    expect(run.phases).toEqual(without('POST_BUILD', 'UPLOAD_ARTIFACTS'));
    expect(run.ends).toContain('BUILD TIMED_OUT');
    expect(run.ends).toContain('cut');
    expect(run.status).toBe('TIMED_OUT at 60100');
  });

  it.each([
    ['SUBMITTED', afterThe('SUBMITTED', 'COMPLETED')],
    ['QUEUED', afterThe('QUEUED', 'COMPLETED')],
    ['PROVISIONING', afterThe('PROVISIONING', 'COMPLETED')],
    ['DOWNLOAD_SOURCE', afterThe('DOWNLOAD_SOURCE', 'FINALIZING', 'COMPLETED')],
    ['INSTALL', afterThe('INSTALL', 'FINALIZING', 'COMPLETED')],
    ['POST_BUILD', afterThe('POST_BUILD', 'FINALIZING', 'COMPLETED')],
    ['UPLOAD_ARTIFACTS', all],
  ])('times out in %s', async (hangs, path) => {
    const run = await build({ hangs });
    expect(run.phases).toEqual(path);
    expect(run.ends).toContain(`${hangs} TIMED_OUT`);
    expect(run.status).toMatch(/^TIMED_OUT/);
  });

  it('waits in the queue for as long as the queue’s own timeout says, whatever the build’s is', async () => {
    const run = await build({ hangs: 'QUEUED', waits: true });
    expect(run.phases).toEqual(['SUBMITTED', 'QUEUED', 'COMPLETED']);
    expect(run.ends).toContain('QUEUED TIMED_OUT');
    expect(run.status).toBe('TIMED_OUT at 300100');
  });

  it.each([
    [150, 'QUEUED', ['SUBMITTED', 'QUEUED', 'COMPLETED']],
    [250, 'PROVISIONING', ['SUBMITTED', 'QUEUED', 'PROVISIONING', 'COMPLETED']],
  ])('a stop at %i ms, in %s, leaves nothing to tidy up', async (stopAt, phase, path) => {
    const run = await build({ stopAt });
    expect(run.phases).toEqual(path);
    expect(run.ends).toContain(`${phase} STOPPED`);
    expect(run.status).toMatch(/^STOPPED/);
  });

  /** The table of reference §1.3 and §1.4, written down once more: phase → [after failure, what changes it]. */
  const afterFailure: Record<string, [string, Record<string, string>]> = {
    SUBMITTED: ['COMPLETED', {}],
    QUEUED: ['COMPLETED', {}],
    PROVISIONING: ['COMPLETED', {}],
    DOWNLOAD_SOURCE: ['FINALIZING', {}],
    INSTALL: ['FINALIZING', { CONTINUE: 'PRE_BUILD' }],
    PRE_BUILD: ['FINALIZING', { CONTINUE: 'BUILD' }],
    BUILD: ['POST_BUILD', { ABORT: 'FINALIZING', RETRY: 'FINALIZING' }],
    POST_BUILD: ['UPLOAD_ARTIFACTS', { ABORT: 'FINALIZING', RETRY: 'FINALIZING' }],
    UPLOAD_ARTIFACTS: ['FINALIZING', {}],
  };
  const failures = fc.dictionary(
    fc.constantFrom(...Object.keys(afterFailure)),
    fc.record(
      { onFailure: fc.constantFrom('ABORT', 'CONTINUE', 'RETRY') },
      { requiredKeys: [], noNullPrototype: true },
    ),
    { maxKeys: 4, noNullPrototype: true },
  );

  it('obeys the table, whatever fails and whatever on-failure says', async () => {
    await fc.assert(
      fc.asyncProperty(failures, async (fails) => {
        const path = ['SUBMITTED'];
        for (let at = 'SUBMITTED'; at !== 'COMPLETED'; path.push(at)) {
          const failing = fails[at];
          const [usual = '', special = {}] = afterFailure[at] ?? [];
          const next = all[all.indexOf(at) + 1] ?? '';
          at = failing === undefined ? next : (special[failing.onFailure ?? ''] ?? usual);
        }
        const run = await build({ fails });
        expect(run.phases).toEqual(path);
        const failed = path.some((phase) => Object.hasOwn(fails, phase));
        expect(run.status).toMatch(failed ? /^FAILED/ : /^SUCCEEDED/);
        // Each phase ends once, before the next begins.
        expect(run.ends).toEqual(
          path
            .slice(0, -1)
            .map((phase) => `${phase} ${Object.hasOwn(fails, phase) ? 'FAILED' : 'SUCCEEDED'}`),
        );
      }),
    );
  });

  it('is stopped at any moment: nothing of the user’s follows, each phase that began ends once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1100 }), failures, async (stopAt, fails) => {
        const run = await build({ stopAt, fails });
        const began = run.phases.filter((phase) => phase !== 'COMPLETED');
        const ended = run.ends.filter((end) => end !== 'cut').map((end) => end.split(' ')[0]);
        expect(ended).toEqual(began);
        expect(run.phases.at(-1)).toBe('COMPLETED');
        const at = run.ends.findIndex((end) => end.endsWith('STOPPED'));
        if (at < 0) return;
        expect(run.status).toMatch(/^STOPPED/);
        const later = run.ends.slice(at + 1);
        expect(later.every((end) => end === 'FINALIZING SUCCEEDED')).toBe(true);
      }),
    );
  });

  it('is STOPPED by a stop, and nothing of the user’s runs after it', async () => {
    const run = await build({ stopAt: 550 });
    expect(run.phases).toEqual(without('BUILD', 'POST_BUILD', 'UPLOAD_ARTIFACTS'));
    expect(run.ends).toContain('PRE_BUILD STOPPED');
    expect(run.status).toBe('STOPPED at 650');
  });
});
