import { describe, expect, it } from 'vitest';
import { openShell, type Scenario, type SimEvent, simulate } from '../../../src/simulator/index.ts';
import { edited } from '../engine/support.ts';

const spec = `version: 0.2
env:
  variables:
    STAGE: beta
phases:
  build:
    commands:
      - mkdir out && cd out && echo one > a.txt
      - export COLOUR=blue
      - cat missing.txt
`;
const scenario = (text = spec): Scenario =>
  edited('node-site-to-s3', ({ repository }) => {
    repository.files['buildspec.yml'] = text;
  });

async function startOf(run: Scenario, text: string): Promise<number> {
  const { events } = await simulate(run);
  const found = events.find(
    (event: SimEvent) => event.type === 'command.started' && event.text === text,
  );
  if (found === undefined) throw new Error(`no command ${text}`);
  return found.seq;
}

describe('a shell at a moment', () => {
  it('stands where the command would: directory, variables, files, credentials', async () => {
    const run = scenario();
    const shell = await openShell(run, await startOf(run, 'cat missing.txt'));
    expect(shell.container).not.toBeNull();
    expect(shell.cwd()).toMatch(/\/codebuild\/output\/src\d+\/src\/out$/);
    expect(await shell.run('echo "$STAGE $COLOUR"; ls; cat a.txt')).toMatchObject({
      stdout: 'beta blue\na.txt\none\n',
      exitCode: 0,
    });
    const who = await shell.run('aws sts get-caller-identity --query Arn --output text');
    expect(who.stdout).toMatch(/^arn:aws:sts::111122223333:assumed-role\/.*\/AWSCodeBuild-/);
  });

  it('stands before what comes later', async () => {
    const run = scenario();
    const shell = await openShell(run, await startOf(run, 'export COLOUR=blue'));
    expect((await shell.run('echo "<$COLOUR>"')).stdout).toBe('<>\n');
    const first = await openShell(
      run,
      await startOf(run, 'mkdir out && cd out && echo one > a.txt'),
    );
    expect((await first.run('ls -d out')).exitCode).not.toBe(0);
  });

  it('keeps functions, options and the directory from line to line; asks for more', async () => {
    const run = scenario();
    const shell = await openShell(run, await startOf(run, 'cat missing.txt'));
    await shell.run('greet() { echo "hi $1"; }; cd ..');
    expect((await shell.run('greet you; pwd')).stdout).toMatch(/^hi you\n.*\/src\n$/);
    expect(await shell.run('for i in 1 2; do')).toMatchObject({ unfinished: true, stdout: '' });
    expect(await shell.run('for i in 1 2; do\necho $i\ndone')).toMatchObject({ stdout: '1\n2\n' });
  });

  it('words errors as at a prompt and lives on; exit ends it', async () => {
    const run = scenario();
    const shell = await openShell(run, await startOf(run, 'cat missing.txt'));
    expect(await shell.run('kubctl get pods')).toMatchObject({
      exitCode: 127,
      stderr: 'sh: 1: kubctl: not found\n',
    });
    expect((await shell.run('kubctl; false; echo $?')).stderr).toBe('sh: 2: kubctl: not found\n');
    expect(await shell.run('exit 3')).toMatchObject({ exitCode: 3, exited: true });
    expect(await shell.run('echo still')).toMatchObject({ stdout: '', exited: true });
  });

  it('what would not end is interrupted, and the shell lives on', async () => {
    const run = scenario();
    const shell = await openShell(run, await startOf(run, 'cat missing.txt'));
    for (const line of ['while true; do :; done', 'sleep infinity', 'yes']) {
      const reply = await shell.run(line);
      expect([line, reply.note]).toEqual([line, expect.stringContaining('interrupted')]);
    }
    expect((await shell.run('echo alive')).stdout).toBe('alive\n');
  });

  it('leaves the recording alone', async () => {
    const run = scenario();
    const before = await simulate(run);
    const shell = await openShell(run, await startOf(run, 'cat missing.txt'));
    await shell.run('echo x > missing.txt; rm -rf /codebuild/output; aws s3 ls');
    expect((await simulate(run)).hash).toBe(before.hash);
  });

  it('shows why a command fails: a call that the role may not make', async () => {
    const run = scenario();
    const shell = await openShell(run, await startOf(run, 'cat missing.txt'));
    const reply = await shell.run('aws ec2 describe-instances');
    expect(reply.exitCode).toBe(254);
    expect(reply.stderr).toContain('UnauthorizedOperation');
  });

  it('says so where no container runs', async () => {
    const shell = await openShell(scenario(), 0);
    expect(shell.container).toBeNull();
    expect(await shell.run('ls')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('No container runs'),
    });
  });
});
