import { describe, expect, it } from 'vitest';
import { eventsOf, log, nodeSite, phaseOf, simulate } from './support.ts';

const run = (buildspec: string) =>
  simulate(
    nodeSite((scenario) => {
      scenario.repository.files['buildspec.yml'] = `version: 0.2\n${buildspec}`;
    }),
  );
const build = (...commands: string[]) =>
  `  build:\n    commands:\n${commands.map((command) => `      - ${command}\n`).join('')}`;

describe('run-as', () => {
  it('commands run as root unless the buildspec says otherwise', async () => {
    const text = log(await run(`phases:\n${build('whoami', 'id')}`));
    expect(text).toContain('\nroot\n');
    expect(text).toContain('uid=0(root) gid=0(root) groups=0(root)');
  });

  it('at the top it holds for all phases, in a phase for this phase', async () => {
    const recording = await run(`run-as: codebuild-user
phases:
  pre_build:
    run-as: root
    commands:
      - whoami
${build('id -un')}`);
    const said = eventsOf(recording, 'command.output').map(({ phase, text }) => [phase, text]);
    expect(said).toEqual([
      ['PRE_BUILD', 'root\n'],
      ['BUILD', 'codebuild-user\n'],
    ]);
  });

  it('a user may not write where only root may, and may where it owns or all may', async () => {
    const recording = await run(`phases:
  pre_build:
    commands:
      - mkdir /data && chown codebuild-user /data
  build:
    run-as: codebuild-user
    commands:
      - touch /tmp/a /data/b && echo kept > /data/c && rm /data/b && mkdir -p /data/d/e
      - ls -l /data && test -w /data/c && test -O /data/c && ! test -w package.json
      - mkdir /opt/x || true
      - rm package.json || true
      - chown root /data/c || true
      - echo x > new.txt
`);
    const text = log(recording);
    expect(text).toMatch(/codebuild-user codebuild-user +5 .* c\n.* codebuild-user .* d\n/);
    expect(text).toContain("mkdir: cannot create directory '/opt/x': Permission denied");
    expect(text).toContain("rm: cannot remove 'package.json': Permission denied");
    expect(text).toContain("chown: changing ownership of '/data/c': Operation not permitted");
    expect(text).toMatch(/script\.sh: (line )?4: .*new\.txt: Permission denied/);
    expect(phaseOf(recording, 'BUILD')?.phaseStatus).toBe('FAILED');
  });

  it('a user may be made by the build', async () => {
    const recording = await run(`phases:
  pre_build:
    commands:
      - useradd -m builder
  build:
    run-as: builder
    commands:
      - whoami && touch /home/builder/mine
`);
    expect(phaseOf(recording, 'BUILD')?.phaseStatus).toBe('SUCCEEDED');
  });

  it('an unknown user fails the phase before its first command', async () => {
    const recording = await run(`run-as: nobody-here\nphases:\n${build('whoami')}`);
    expect(phaseOf(recording, 'INSTALL')?.contexts[0]?.message).toBe(
      'user: unknown user nobody-here',
    );
    expect(eventsOf(recording, 'command.started')).toEqual([]);
  });
});
