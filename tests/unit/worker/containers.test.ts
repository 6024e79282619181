import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/simulator/index.ts';
import { inspect, readFile, typeInto } from '../../../src/worker/containers.ts';
import { edited } from '../engine/support.ts';

const scenario = edited('node-site-to-s3', () => undefined);
const { events } = await simulate(scenario);
const seq = events.find(({ type }) => type === 'command.started')?.seq ?? 0;

describe('containers behind the worker', () => {
  it('looks into the container of a moment and reads its files', async () => {
    const snapshot = await inspect(scenario, seq);
    const path = snapshot?.files.find((file) => file.path.endsWith('/package.json'))?.path ?? '';
    expect((await readFile(scenario, seq, path))?.text).toContain('"name"');
    expect(await inspect(scenario, 0)).toBeNull();
  });

  it('keeps a shell open from line to line', async () => {
    const place = { id: 'a', scenario, seq };
    await typeInto({ ...place, lines: [] }, 'x=1; cd /tmp');
    const reply = await typeInto({ ...place, lines: ['x=1; cd /tmp'] }, 'echo $x');
    expect(reply).toMatchObject({ output: [{ text: '1\n' }], cwd: '/tmp' });
  });

  it('brings a shell back that this thread does not know any more', async () => {
    const lines = ['x=2', 'cd /tmp', 'echo $x > y'];
    const reply = await typeInto({ id: 'unknown', scenario, seq, lines }, 'cat y; pwd');
    expect(reply.output).toEqual([{ stream: 'stdout', text: '2\n/tmp\n' }]);
  });

  it('an unfinished line counts for nothing', async () => {
    const place = { id: 'b', scenario, seq };
    expect(await typeInto({ ...place, lines: [] }, 'if true; then')).toMatchObject({
      unfinished: true,
    });
    const whole = 'if true; then\necho yes\nfi';
    expect((await typeInto({ ...place, lines: [] }, whole)).output).toEqual([
      { stream: 'stdout', text: 'yes\n' },
    ]);
  });
});
