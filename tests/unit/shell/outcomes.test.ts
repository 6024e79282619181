import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globFor, longestGlob, matchesOutcome } from '../../../src/simulator/scenario/outcomes.ts';
import type { Tool } from '../../../src/simulator/shell/types.ts';
import { run, runAll } from './support/container.ts';

describe('scripted outcomes', () => {
  const outcomes = [
    { command: 'terraform apply*', exitCode: 3, stdout: 'Applying', stderr: 'boom\n', seconds: 7 },
    { command: 'make build', exitCode: 0, creates: { 'out/app.bin': 'bytes', '/opt/x': 'y' } },
    { command: 'npm test', exitCode: 1, stdout: 'whole command\n' },
  ];

  it('play for a simple command inside a larger one', async () => {
    const ran = await run('echo before; terraform apply -auto-approve; echo "after $?"', {
      outcomes,
    });
    expect(ran.out).toBe('before\nApplying\nboom\nafter 3\n');
    expect(ran.chunks.map(({ stream }) => stream)).toEqual([
      'stdout',
      'stdout',
      'stderr',
      'stdout',
    ]);
    expect(ran.chunks[1]?.at).toBeGreaterThanOrEqual(7000);
    expect(ran.fidelity).toBe('scripted');
  });

  it('play for the whole text of a buildspec command', async () => {
    const [first, second] = await runAll(['npm test', 'cat out.txt || true'], { outcomes });
    expect(first).toMatchObject({ exitCode: 1, out: 'whole command\n', fidelity: 'scripted' });
    expect(second).toMatchObject({ exitCode: 0, fidelity: 'modelled' });
  });

  it('create files, with the directories above them', async () => {
    const ran = await run('make build && cat out/app.bin /opt/x', { outcomes });
    expect(ran.out).toBe('bytesy');
  });

  it('match the expanded words, and come through pipes and substitutions', async () => {
    const ran = await run('A=apply; x=$(terraform $A 2>/dev/null); echo "<$x>"; terraform plan', {
      outcomes,
    });
    expect(ran.out).toBe('<Applying>\n/codebuild/output/tmp/script.sh: 4: terraform: not found\n');
  });

  it('match globs as a naive matcher does', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '.'), { maxLength: 8 })
      .map((p) => p.join(''));
    const glob = fc
      .array(fc.constantFrom('a', 'b', '*', '?', '.'), { maxLength: 8 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(glob, text, (pattern, command) => {
        const source = pattern
          .trim()
          .replace(/[.]/g, '\\.')
          .replace(/\*+/g, '.*')
          .replace(/\?/g, '.');
        expect(matchesOutcome(pattern, command)).toBe(
          new RegExp(`^${source}$`).test(command.trim()),
        );
      }),
    );
  });

  it('match in bounded time', () => {
    const started = performance.now();
    expect(matchesOutcome(`${'*a'.repeat(30)}b`, 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a glob for one command', () => {
  const command = fc.string({
    unit: fc.constantFrom('a', ' ', '*', '?', '\\', '\n'),
    minLength: 1,
  });

  it('matches that command, stars and all', () => {
    fc.assert(fc.property(command, (text) => matchesOutcome(globFor(text), text)));
  });

  it('does not match a command that only begins alike', () => {
    expect(matchesOutcome(globFor('rm -rf dist/*'), 'rm -rf dist/a.js')).toBe(false);
    expect(matchesOutcome(globFor('npm test'), 'npm test -- --watch')).toBe(false);
  });

  it('stays as long as the format allows', () => {
    const long = `echo ${'x'.repeat(3000)}`;
    expect(globFor(long)).toHaveLength(longestGlob);
    expect(matchesOutcome(globFor(long), long)).toBe(true);
  });
});

describe('fidelity', () => {
  const guess: Tool = {
    name: 'guess',
    run: (ctx) => {
      ctx.assumed('guess does what it wants');
      return Promise.resolve(0);
    },
  };

  it('is modelled unless a tool says otherwise', async () => {
    expect(await run('echo a | cat')).toMatchObject({ fidelity: 'modelled' });
    expect(await run('x=$(guess | cat)', { tools: [guess] })).toMatchObject({
      fidelity: 'assumed',
      note: 'guess does what it wants',
      endless: false,
    });
  });
});
