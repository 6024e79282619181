import { describe, expect, it } from 'vitest';
import type { Tool, ToolContext } from '../../../src/simulator/shell/types.ts';
import { run, runAll, SRC } from './support/container.ts';

/** A tool that hands its context to the test. */
function probe(body: (ctx: ToolContext) => Promise<number> | number): Tool {
  return { name: 'probe', run: async (ctx) => body(ctx) };
}

describe('tools', () => {
  it('are given arguments, exported variables, directory and input', async () => {
    const seen: unknown[] = [];
    const tool = probe(({ args, env, cwd, stdin }) => {
      seen.push(args, env.A, env.B, env.LOCAL, cwd, stdin);
      return 0;
    });
    await run('mkdir d; cd d; set +a; LOCAL=1; export A=2; echo "in é" | B=3 probe "x y" $A', {
      tools: [tool],
    });
    expect(seen).toEqual([['x y', '2'], '2', '3', undefined, `${SRC}/d`, 'in é\n']);
  });

  it('leave the input of a loop alone unless they read it', async () => {
    const deaf = probe((ctx) => {
      ctx.stdout(`got ${ctx.args[0]}\n`);
      return 0;
    });
    expect(
      (await run('printf "a\\nb\\n" | while read x; do probe $x; done', { tools: [deaf] })).out,
    ).toBe('got a\ngot b\n');
    const greedy = probe((ctx) => {
      ctx.stdout(`<${ctx.stdin.trim()}>`);
      return 0;
    });
    expect(
      (await run('printf "a\\nb\\n" | while read x; do probe; done', { tools: [greedy] })).out,
    ).toBe('<b>');
  });

  it('are not kept waiting by a pipe that never ends', async () => {
    const asked = probe(async (ctx) => {
      await ctx.sleep(700_000);
      ctx.stdout(`${ctx.stdin.slice(0, 1)}\n`);
      return 0;
    });
    const ran = await run('yes | probe', { tools: [asked] });
    expect(ran).toMatchObject({ out: 'y\n', exitCode: 0, endless: false });
  });

  it('are found by which, command -v, xargs, env, find -exec, timeout and by path', async () => {
    const tool = probe((ctx) => {
      ctx.stdout(`probe ${ctx.args.join(' ')} ${ctx.env.V ?? ''}\n`);
      return 0;
    });
    const ran = await run(
      [
        'which probe; command -v probe; type probe; test -x "$(which probe)" && echo exec',
        'echo 1 | xargs probe; env V=2 probe; timeout 9 probe 3; /usr/bin/probe 4; nohup probe 5',
        'touch f1; export V=6; find . -name "f1" -exec probe {} \\;',
        'cp /usr/bin/probe ./mine; ./mine 7; chmod -x mine; ./mine; echo $?',
      ].join('\n'),
      { tools: [tool] },
    );
    expect(ran.out.split('\n')).toEqual([
      '/usr/bin/probe',
      '/usr/bin/probe',
      'probe is /usr/bin/probe',
      'exec',
      'probe 1 ',
      'probe  2',
      'probe 3 ',
      'probe 4 ',
      'probe 5 ',
      'probe ./f1 6',
      'probe 7 6',
      '/codebuild/output/tmp/script.sh: 7: ./mine: Permission denied',
      '126',
      '',
    ]);
  });

  it('depend on PATH as other programs do', async () => {
    const tool = probe(() => 0);
    const ran = await run(
      'PATH=/opt; probe; PATH=/usr/bin; probe && echo found; rm /usr/bin/probe; probe',
      { tools: [tool] },
    );
    expect(ran.out).toBe(
      '/codebuild/output/tmp/script.sh: 4: probe: not found\nfound\n/codebuild/output/tmp/script.sh: 4: probe: not found\n',
    );
    expect(ran.exitCode).toBe(127);
  });

  it('run child shells: output in order and time, nothing comes back but the status', async () => {
    const tool = probe(async (ctx) => {
      ctx.stdout('before\n');
      const code = await ctx.sh(
        'echo "a $0 $A $B"; sleep 2; echo b >&2; A=changed; cd /; nope; exit 5',
        {
          env: { B: '2' },
          cwd: '/tmp',
        },
      );
      ctx.stdout(`after ${code}\n`);
      return code;
    });
    const ran = await run('A=1; probe; echo "$? $A"; pwd', { tools: [tool] });
    expect(ran.chunks.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'before\n'],
      ['stdout', 'a sh 1 2\n'],
      ['stderr', 'b\n'],
      ['stderr', 'sh: 1: nope: not found\n'],
      ['stdout', 'after 5\n'],
      ['stdout', '5 1\n'],
      ['stdout', `${SRC}\n`],
    ]);
    expect((ran.chunks[2]?.at ?? 0) - (ran.chunks[1]?.at ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  it("speak the image's sh in child shells", async () => {
    const tool = probe((ctx) => ctx.sh('[[ a == a ]] && echo yes; nope'));
    const outs = async (dialect: 'dash' | 'bash-posix' | 'bash', image: string) =>
      (await run('probe', { tools: [tool], dialect, image })).out;
    const ubuntu = 'aws/codebuild/standard:7.0';
    const amazon = 'aws/codebuild/amazonlinux-x86_64-standard:5.0';
    expect(await outs('dash', ubuntu)).toBe('sh: 1: [[: not found\nsh: 1: nope: not found\n');
    expect(await outs('bash', ubuntu)).toBe('sh: 1: [[: not found\nsh: 1: nope: not found\n');
    expect(await outs('bash-posix', amazon)).toBe('yes\nsh: line 1: nope: command not found\n');
    expect(await outs('bash', amazon)).toBe('yes\nsh: line 1: nope: command not found\n');
  });

  it('get keys that are unique and depend on the place only', async () => {
    const keys: string[] = [];
    const tool = probe((ctx) => {
      keys.push(ctx.key('id'));
      return 0;
    });
    await runAll(['probe; probe', 'echo x; probe'], { tools: [tool] });
    expect(keys).toEqual([
      'exec1/Build/Build/build1/BUILD/cmd0/probe#0/id',
      'exec1/Build/Build/build1/BUILD/cmd0/probe#1/id',
      'exec1/Build/Build/build1/BUILD/cmd1/probe#0/id',
    ]);
  });

  it('are not reached by a function or built-in of the same name', async () => {
    const tool = probe((ctx) => {
      ctx.stdout('tool\n');
      return 0;
    });
    expect(
      (await run('probe() { echo function; }; probe; command probe', { tools: [tool] })).out,
    ).toBe('function\ntool\n');
  });
});
