import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../src/simulator/kernel/kernel.ts';
import type { Dialect } from '../../../src/simulator/shell/types.ts';
import { drive, newKernel, newShell, run, runIn } from './support/container.ts';

/** just-bash's and our own words for bounds, which no log may hold. */
const LIMIT_WORDS = /limit|exceed|maximum|too many|iterations|recursion|stack|memory/i;

describe('a command that would not end by itself', () => {
  it.each([
    'while true; do :; done',
    'until false; do true; done',
    'while :; do x=$((x+1)); done',
    'for i in 1; do while true; do continue; done; done',
    'f() { f | f; }; f',
    'f() { x=$(f); }; f',
    'printf "#!/bin/sh\\n./r\\n" > r; chmod +x r; ./r',
    'yes',
    'yes > /dev/null',
    'yes | cat > /dev/null',
    'yes | grep n',
    'yes | (sleep 1; wc -l)',
    'while true; do echo spam; done',
    'while true; do sleep 0.01; done',
    'x=a; while true; do x=$x$x; done',
    'seq 1 1000000000 > /dev/null',
    "awk 'BEGIN { while (1) x++ }'",
    "echo x | sed ':a;ba'",
    "jq -n '[range(1e12)] | length'",
  ])('%s', async (command) => {
    const ran = await run(command);
    expect(ran.endless).toBe(true);
    expect(ran.fidelity).toBe('assumed');
    expect(ran.note).not.toBe('');
    expect(ran.out).not.toMatch(LIMIT_WORDS);
  });

  it.each([
    ['for ((;;)); do :; done', 'bash'],
    ['echo {1..9999999}', 'bash'],
    ['while read -r l; do :; done < <(yes)', 'bash'],
    ['[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa =~ ^(a+)+b$ ]] || while true; do :; done', 'bash'],
  ] satisfies [string, Dialect][])('%s', async (command, dialect) => {
    const ran = await run(command, { dialect });
    expect(ran.endless).toBe(true);
    expect(ran.out).not.toMatch(LIMIT_WORDS);
  });

  it('leaves the shell fit for the next command', async () => {
    const kernel = newKernel();
    await drive(kernel, async () => {
      const shell = await newShell(kernel);
      expect((await runIn(shell, kernel, 'A=1; while true; do :; done')).endless).toBe(true);
      expect((await runIn(shell, kernel, 'echo "[$A]"')).out).toBe('[]\n');
    });
  });
});

describe('a command that does end', () => {
  it.each([
    ['i=0; while [ $i -lt 10000 ]; do i=$((i+1)); done; echo $i', '10000\n'],
    ['for i in $(seq 1 10000); do :; done; echo $i', '10000\n'],
    ['n=0; seq 1 2000 | { while read x; do n=$((n+x)); done; echo $n; }', '2001000\n'],
    ['f() { [ $1 -eq 0 ] || f $(($1-1)); }; f 60; echo ok', 'ok\n'],
    ['yes | head -n 2', 'y\ny\n'],
    ['yes | sed 3q', 'y\ny\ny\n'],
    ['yes | tr y n | head -n 2', 'n\nn\n'],
    ['yes | awk "NR == 3 { exit } { print NR }"', '1\n2\n'],
    ['yes | grep -q y && echo found', 'found\n'],
    ['seq 1 10000000 | head -3', '1\n2\n3\n'],
    ['seq 1 100000 > big; cat big | grep -m1 99999 | head', '99999\n'],
    ['seq 1 200000 | grep -v 1 | head -n 2', '2\n3\n'],
    ['seq 1 100000 | sed -n "90000p;90001q"', '90000\n'],
    ['seq 1 100000 | awk "{ s += \\$1 } END { print s }"', '5000050000\n'],
    ['seq 10 | sed /3/q', '1\n2\n3\n'],
    ['seq 1000 | awk "/7/ { print; exit } END { print \\"end\\" }"', '7\nend\n'],
    ['(while :; do echo tick; sleep 1; done) | grep -m2 tick', 'tick\ntick\n'],
    ['tail -f /etc/hosts | grep -q localhost && echo up', 'up\n'],
    ['yes | sed "N;P;D" | head -n 1', 'y\n'],
  ])('%s', async (command, out) => {
    const ran = await run(command);
    expect(ran).toMatchObject({ endless: false, out });
  });

  it('may wait as long as builds last', async () => {
    const ran = await run('i=0; while [ $i -lt 720 ]; do sleep 5; i=$((i+1)); done; echo $i');
    expect(ran).toMatchObject({ endless: false, out: '720\n' });
    expect(ran.ms).toBeGreaterThan(3_600_000);
  });
});

describe('cancelling', () => {
  const cancelAt = async (ms: number, command: string) => {
    const kernel = newKernel();
    const controller = new AbortController();
    kernel.schedule(ms, () => controller.abort());
    let at = -1;
    const task = drive(kernel, async () => {
      const shell = await newShell(kernel);
      try {
        return await runIn(shell, kernel, command, controller.signal);
      } catch (error) {
        at = kernel.clock.now();
        throw error;
      }
    });
    await expect(task).rejects.toBeInstanceOf(Cancelled);
    return at;
  };

  it.each([
    'sleep infinity',
    'sleep 1000000',
    'while true; do sleep 5; done',
    'cat | sleep 100000',
    'sleep 100000 | cat',
    'x=$(sleep 100000); echo no',
    'sleep 100000 & wait',
    'timeout 90000 sleep 100000; echo no',
    'trap "echo no" EXIT; sleep 100000',
    'sh -c "sleep 100000"; echo no',
    'sleep 100000 || echo no',
  ])('ends %s at the next wait', async (command) => {
    const at = await cancelAt(60_000, command);
    expect(at).toBeGreaterThanOrEqual(60_000);
    expect(at).toBeLessThan(66_000);
  });
});
