import { describe, expect, it } from 'vitest';
import { builtins } from '../../../src/simulator/shell/builtins/index.ts';
import { Endless } from '../../../src/simulator/shell/core/limits.ts';
import { bundledNames } from '../../../src/simulator/shell/programs/bundled.ts';
import { ownPrograms } from '../../../src/simulator/shell/programs/index.ts';
import { drive, newKernel, newShell, run, runIn } from './support/container.ts';

const own = ownPrograms((name) => ({ name, run: () => Promise.reject(new Endless()) }));
const names = [
  ...new Set([...bundledNames(), ...own.map(({ name }) => name), ...builtins.keys()]),
].sort();

/** Arguments that make a program do its work rather than complain. */
const WORK: Record<string, string[]> = {
  '[': ['-f file ]'],
  awk: ["'{print}' file"],
  bash: ["-c 'echo a; sleep 1; echo b'"],
  sh: ["-c 'echo a; sleep 1'", 'file'],
  chmod: ['644 file'],
  cut: ['-c1 file'],
  date: ['+%s', '-u'],
  env: ['A=1 sleep 1'],
  find: ['. -type f', '. -exec sha256sum {} +'],
  gzip: ['-k file', '-c file'],
  jq: ['. file', '-n now'],
  nohup: ['sleep 1'],
  sed: ['s/a/b/ file'],
  sleep: ['1'],
  tar: ['czf a.tgz file'],
  timeout: ['1 sleep 5', '5 sleep 1'],
  tr: ['a b < file'],
  xargs: ['-n1 sleep < file', 'echo < file'],
  zip: ['a.zip file'],
  yes: ['| head -1'],
};

/**
 * The kernel wakes one waiter, lets the JS queue run dry with one macrotask turn, and takes for granted that by then every
 * shell has ended or waits on the virtual clock. A command that waits for the host instead (timers, workers, WebCrypto) is
 * found here: the kernel's queue is empty while the command has not ended, and `drive` says so.
 */
describe('every command ends or waits on our clock within one turn', () => {
  it('is put to the test with what a host timer would do', async () => {
    const { setTimeout } = globalThis;
    const late = { name: 'late', run: () => new Promise<number>((r) => void setTimeout(r, 30, 0)) };
    await expect(run('late', { tools: [late] })).rejects.toThrow('still waiting');
  });

  it('covers what is there', () => {
    expect(names.length).toBeGreaterThan(120);
    expect(names).toEqual(expect.arrayContaining(['sha256sum', 'gzip', 'timeout', 'sort', 'cd']));
  });

  it.each(names)('%s', async (name) => {
    const kernel = newKernel();
    await drive(kernel, async () => {
      for (const args of ['', '--help', 'file', '< file', ...(WORK[name] ?? [])]) {
        const shell = await newShell(kernel, { files: { file: 'a b\n1 2\n' } });
        const ran = await runIn(shell, kernel, `${name} ${args}`);
        expect(Number.isInteger(ran.exitCode)).toBe(true);
        expect(ran.out).not.toMatch(/^bash: (?!line)|just-bash|undefined/m);
      }
    });
  });
});
