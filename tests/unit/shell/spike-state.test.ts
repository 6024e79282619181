import { describe, expect, it } from 'vitest';
import { drive, newKernel, newShell, runAll, runIn, SRC } from './support/container.ts';

const outs = async (commands: string[], dialect: 'dash' | 'bash' = 'dash') =>
  (await runAll(commands, { dialect })).map(({ out }) => out.trim());

describe('state that carries from command to command', () => {
  it('keeps variables, also without export, and the directory', async () => {
    expect(
      await outs([
        'X=1',
        'echo $X; sh -c \'echo "child $X"\'',
        'mkdir -p a/b; cd a',
        'cd b; pwd',
        'pwd',
      ]),
    ).toEqual(['', '1\nchild 1', '', `${SRC}/a/b`, `${SRC}/a/b`]);
  });

  it('does not keep functions, aliases, options and traps', async () => {
    expect(
      await outs([
        'f() { echo f; }; alias g="echo g"; set -eux; trap "echo bye" EXIT',
        'f; g; echo "$-"; false; echo "$U"on',
      ]),
    ).toEqual(
      [
        'bye',
        '/codebuild/output/tmp/script.sh: 4: f: not found\n/codebuild/output/tmp/script.sh: 4: g: not found\na\non',
      ].map((text, i) => (i === 0 ? expect.stringContaining(text) : text)),
    );
  });

  it('saves nothing when the command leaves by exit or set -e', async () => {
    const ran = await runAll([
      'A=1; cd /tmp; exit 0',
      'echo "[$A]"; pwd',
      'B=1; set -e; false',
      'echo "[$B]"',
      '(exit 4)',
      'C=1; return 0',
      'echo "[$C]"',
    ]);
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0, 1, 0, 4, 0, 0]);
    expect(ran[1]?.out).toBe(`[]\n${SRC}\n`);
    expect(ran[3]?.out).toBe('[]\n');
    expect(ran[6]?.out).toBe('[]\n');
  });

  it('takes the status of the last statement of a block', async () => {
    const ran = await runAll([
      'false\necho on',
      'set -e\nfalse\necho on',
      'true\nfalse',
      'false | true',
      'false; true',
    ]);
    expect(ran.map(({ exitCode, out }) => [exitCode, out])).toEqual([
      [0, 'on\n'],
      [1, ''],
      [1, ''],
      [0, ''],
      [0, ''],
    ]);
  });

  it('keeps odd values as they are', async () => {
    const value = 'a \'b\' "c" $d \\ `e`\n é €\tend';
    const kernel = newKernel();
    await drive(kernel, async () => {
      const shell = await newShell(kernel);
      shell.setEnv('ODD', value);
      await runIn(shell, kernel, 'COPY=$ODD; IFS=x');
      expect(shell.getEnv().COPY).toBe(value);
      expect(
        (await runIn(shell, kernel, 'printf %s "$COPY"; a="1 2"; set -- $a; printf " %s" $#')).out,
      ).toBe(`${value} 2`);
    });
  });

  it('forgets what was unset and what was not exported', async () => {
    const ran = await outs(['A=1 B=2', 'unset A; set +a; C=3', 'echo "[$A][$B][$C]"']);
    expect(ran[2]).toBe('[][2][]');
  });

  it('lets the agent set variables between commands', async () => {
    const kernel = newKernel();
    await drive(kernel, async () => {
      const shell = await newShell(kernel);
      shell.setEnv('CODEBUILD_BUILD_SUCCEEDING', '0');
      expect((await runIn(shell, kernel, 'echo $CODEBUILD_BUILD_SUCCEEDING; cd /tmp')).out).toBe(
        '0\n',
      );
      expect(shell.getCwd()).toBe('/tmp');
    });
  });

  it('keeps a failed cd from moving: the documented trap of two phases', async () => {
    const ran = await runAll(['mkdir frontend', 'cd ./frontend', 'cd ./frontend']);
    expect(ran[2]?.out).toBe("/codebuild/output/tmp/script.sh: 4: cd: can't cd to ./frontend\n");
    expect(ran[2]?.exitCode).toBe(2);
  });

  it('keeps background work only behind nohup', async () => {
    const commands = [
      'sleep 5 && echo late > plain &',
      'nohup sh -c "sleep 5; echo late > kept" &',
      'sleep 10; ls',
    ];
    expect((await outs(commands))[2]).toBe('kept');
  });

  it('expands a text as artifacts.name wants it', async () => {
    const kernel = newKernel();
    await drive(kernel, async () => {
      const shell = await newShell(kernel, { env: { APP: 'web' } });
      expect(await shell.expand('$APP-$(date +%Y-%m-%d)-$APP')).toBe('web-2026-07-04-web');
      expect(await shell.expand('plain name')).toBe('plain name');
      expect(await shell.expand('$(nope)x')).toBe('x');
    });
  });
});
