import { describe, expect, it } from 'vitest';
import { run } from './support/container.ts';

const SCRIPT = '/codebuild/output/tmp/script.sh';

describe('the first failure of the acceptance list', () => {
  it('kubctl get pods: 127, in the words of the shell of the image', async () => {
    expect(await run('kubctl get pods')).toMatchObject({
      out: `${SCRIPT}: 4: kubctl: not found\n`,
      exitCode: 127,
      fidelity: 'modelled',
    });
    for (const dialect of ['bash', 'bash-posix'] as const) {
      expect(await run('kubctl get pods', { dialect })).toMatchObject({
        out: `${SCRIPT}: line 4: kubctl: command not found\n`,
        exitCode: 127,
      });
    }
  });

  it("never alters what the user's own commands print", async () => {
    const text = 'bash: x: command not found';
    expect((await run(`echo "${text}"; echo "${text}" >&2; printf '${text}\\n' | cat`)).out).toBe(
      `${text}\n`.repeat(3),
    );
  });
});

describe('scripts', () => {
  const files = {
    'run.sh': '#!/bin/sh\necho "run $0 $1"\nnope\nexit 3\n',
    'run.bash':
      '#!/usr/bin/env bash\na=(1 2)\necho "$(( a[1] )) $BASH_VERSION" | cut -c1-3\nnope\n',
    'lib.sh': 'FROM_LIB=1\nlib() { echo "lib $1"; }\n',
    'crlf.sh': '#!/bin/bash\r\necho hi\r\n',
    plain: 'echo "plain $0"\n',
  };

  it('need the executable bit', async () => {
    const ran = await run('./run.sh; echo $?; chmod +x run.sh; ./run.sh arg; echo $?', { files });
    expect(ran.out).toBe(
      `${SCRIPT}: 4: ./run.sh: Permission denied\n126\nrun ./run.sh arg\n./run.sh: 3: nope: not found\n3\n`,
    );
  });

  it('run in the shell their first line names', async () => {
    const ran = await run('chmod +x run.bash; ./run.bash; bash run.sh x; sh run.sh y; echo $?', {
      files,
    });
    expect(ran.out).toBe(
      '2 5\n./run.bash: line 4: nope: command not found\nrun run.sh x\nrun.sh: line 3: nope: command not found\nrun run.sh y\nrun.sh: 3: nope: not found\n3\n',
    );
  });

  it('are found in PATH once they are executable', async () => {
    const ran = await run(
      'mkdir -p /opt/b; cp plain /opt/b/tool; PATH=$PATH:/opt/b; tool; chmod +x /opt/b/tool; tool',
      { files },
    );
    expect(ran.out).toBe(`${SCRIPT}: 4: tool: not found\nplain /opt/b/tool\n`);
  });

  it('are sourced into the present shell', async () => {
    const ran = await run('. ./lib.sh; lib a; echo $FROM_LIB; sh lib.sh; sh -c "lib b"', { files });
    expect(ran.out).toBe('lib a\n1\nsh: 1: lib: not found\n');
    expect((await run('source lib.sh; lib a', { files })).out).toContain('source: not found');
    expect((await run('source lib.sh; lib a', { files, dialect: 'bash' })).out).toBe('lib a\n');
  });

  it('with Windows line ends fail as they do', async () => {
    const ran = await run('chmod +x crlf.sh; ./crlf.sh; bash crlf.sh', { files });
    expect(ran.out).toBe(`${SCRIPT}: 4: ./crlf.sh: not found\nhi\r\n`);
  });

  it('come through a pipe', async () => {
    const ran = await run(
      'echo "echo \\$1 piped; nope" | sh -s -- arg; cat lib.sh | bash; echo $?',
      { files },
    );
    expect(ran.out).toBe('arg piped\nsh: 1: nope: not found\n0\n');
  });

  it('keep their changes to themselves', async () => {
    const ran = await run("A=1; sh -c 'A=2; cd /; echo $A'; echo $A; (A=3; cd /); echo $A; pwd", {
      files,
    });
    expect(ran.out).toBe('2\n1\n1\n/codebuild/output/src1/src\n');
  });
});
