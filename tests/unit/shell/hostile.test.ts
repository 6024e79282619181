import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/simulator/shell/types.ts';
import { run } from './support/container.ts';

/** Words of bounds, ours and just-bash's, that no log may hold. */
const LIMIT_WORDS = /limit|exceeds? |maximum (?!function)|too many tokens|nesting|call stack|heap/i;

/**
 * What a hostile command comes to. `endless`: the build's timeout ends it. Otherwise its exit status and what it prints
 * (the shells' own words, observed with dash 0.5.12 and bash 5.2).
 */
type Outcome = 'endless' | { status: number; out?: string | RegExp };
type Case = [title: string, command: string, outcome: Outcome, dialect?: Dialect];

const nest = (open: string, inner: string, close: string, times: number) =>
  open.repeat(times) + inner + close.repeat(times);
const script = '/codebuild/output/tmp/script.sh';

const RECURSION: Case[] = [
  [
    'a function that calls itself, dash',
    'f() { f; }; f',
    { status: 2, out: `${script}: 4: Maximum function recursion depth (1000) reached\n` },
  ],
  ['a function that calls itself, bash', 'f() { f; }; f', { status: 139, out: '' }, 'bash'],
  ['a function that evaluates itself', 'a() { eval a; }; a', { status: 139, out: '' }, 'bash'],
  ['an eval of itself', `x='eval "$x"'; eval "$x"`, { status: 139, out: '' }],
  ['a file that sources itself', 'echo ". ./s" > s; . ./s', { status: 139, out: '' }],
  [
    'recursion as deep as shells go',
    'f() { [ $1 -eq 0 ] || f $(($1-1)); }; f 900; echo ok',
    { status: 0, out: 'ok\n' },
  ],
];

const NESTING: Case[] = [
  ['arithmetic', `echo $((${nest('(', '1', ')', 5000)}))`, 'endless'],
  ['signs', `echo $((${'- '.repeat(20_000)}1))`, 'endless', 'bash'],
  ['subshells', nest('( ', 'echo', ' )', 3000), 'endless'],
  ['groups', nest('{ ', 'echo;', ' };', 3000), 'endless'],
  ['if', nest('if true; then ', 'echo;', ' fi;', 3000), 'endless'],
  ['substitutions', `echo ${nest('$(echo ', '', ')', 2000)}`, 'endless'],
  ['parameters', `echo ${nest('$' + '{a:-', '', '}', 3000)}`, 'endless'],
  ['conditions', `[[ ${nest('( ', 'a', ' )', 3000)} ]]`, 'endless', 'bash'],
  ['test', `[ ${nest('\\( ', 'a', ' \\)', 3000)} ]`, 'endless'],
  ['negated test', `[ ${'! '.repeat(5000)} a ]`, 'endless'],
  [
    'substitutions that fit',
    `echo ${nest('$(echo ', 'deep', ')', 30)}`,
    { status: 0, out: 'deep\n' },
  ],
];

const SIZE: Case[] = [
  ['a here-document of 2 MB', `cat <<E | wc -c\n${'x'.repeat(2_000_000)}\nE`, 'endless'],
  ['braces', 'echo {1..99999999}', 'endless', 'bash'],
  ['a product of braces', `echo ${'{a,b}'.repeat(26)} | wc -c`, 'endless', 'bash'],
  ['a product of ranges', 'echo {1..1000}{1..1000} | wc -c', 'endless', 'bash'],
  ['a wide number', 'printf %999999999d 1', 'endless'],
  ['a wide number from an argument', 'printf "%*d" 999999999 1', 'endless'],
  ['a precise number', 'printf "%.999999999f" 1', 'endless'],
  ['a wide number in awk', `awk 'BEGIN { printf "%999999999d", 1 }'`, 'endless'],
  ['a wide number that fits', 'printf %20000d 1 | wc -c', { status: 0, out: '20000\n' }],
  ['a hundred million numbers', 'seq 1 100000000 > f', 'endless'],
];

const FILES: Case[] = [
  ['the log filled', 'cat /dev/zero', 'endless'],
  ['a file filled', 'cat /dev/zero > f', 'endless'],
  ['a variable filled', 'x=$(cat /dev/zero)', 'endless'],
  ['a sort without an end', 'sort /dev/zero', 'endless'],
  ['a hash without an end', 'sha256sum < /dev/zero', 'endless'],
  ['a copy without an end', 'cp /dev/zero f', 'endless'],
  ['a part of it', 'cat /dev/zero | head -c 100000 | wc -c', { status: 0, out: '100000\n' }],
  [
    'a disk filled',
    'for i in 1 2 3 4 5 6 7 8 9; do head -c 15000000 /dev/zero > f$i; done',
    'endless',
  ],
  ['directories in directories', 'while mkdir a && cd a; do :; done', 'endless'],
  ['a path of 10,000 characters', 'mkdir -p $(printf "a/%.0s" $(seq 1 5000))', 'endless'],
  [
    'a tree that doubles',
    'mkdir d; touch d/a; for i in $(seq 1 20); do cp -r d e; mv e d/x$i; done',
    'endless',
  ],
  [
    'dd of 10 GB',
    'dd if=/dev/zero of=big bs=1M count=10000',
    {
      status: 0,
      out: /^10000\+0 records in\n10000\+0 records out\n10485760000 bytes \(10 GB, 9.8 GiB\) copied/,
    },
  ],
  ['dd without a count', 'timeout 60 dd if=/dev/zero of=f; echo $?', { status: 0, out: '124\n' }],
  ['a sparse file', 'truncate -s 10G f && echo ok', { status: 0, out: 'ok\n' }],
  [
    'tar of itself',
    'echo x > f; tar cf x.tar . && tar cf x.tar . ; tar tf x.tar | grep -c f',
    { status: 0, out: '1\n' },
  ],
  ['links in a circle', 'ln -s a b; ln -s b a; cat a', { status: 1, out: /^cat: a: / }],
];

const PROCESSES: Case[] = [
  ['the fork bomb, bash', ':(){ :|:& };:', 'endless', 'bash'],
  [
    'the fork bomb, dash',
    ':(){ :|:& };:',
    { status: 2, out: `${script}: 4: Syntax error: Bad function name\n` },
  ],
  ['a fork bomb with a name', 'b() { b | b & }; b', 'endless'],
  ['a function in a pipe of itself', 'f() { f | f; }; f', 'endless'],
  ['a script that starts itself', 'printf "./r\n" > r; chmod +x r; ./r', 'endless'],
  [
    'what timeout ends',
    'timeout 2 sh -c "while true; do :; done"; echo $?',
    { status: 0, out: '124\n' },
  ],
  [
    'what timeout ends in a pipe',
    'timeout 3 sh -c "yes | cat > /dev/null"; echo $?',
    { status: 0, out: '124\n' },
  ],
  [
    'what timeout keeps from the log',
    'timeout 5 yes > /dev/null; echo $?',
    { status: 0, out: '124\n' },
  ],
  ['jobs that end', 'f() { sleep 1 & }; f; f; wait; echo ok', { status: 0, out: 'ok\n' }],
];

const a40 = 'a'.repeat(40);
const EXPRESSIONS: Case[] = [
  ['grep -E', `echo ${a40}b | grep -E '(a+)+$'; echo $?`, { status: 0, out: '1\n' }],
  ['grep -P', `echo ${a40}b | grep -P '(a+)+$'; echo $?`, { status: 0, out: '1\n' }],
  ['sed', `echo ${a40}b | sed -E 's/(a+)+$/x/'`, { status: 0, out: `${a40}b\n` }],
  ['awk', `echo ${a40}b | awk '/(a+)+$/'`, { status: 0, out: '' }],
  ['jq', `echo '"${a40}b"' | jq 'test("(a+)+$")'`, { status: 0, out: 'false\n' }],
  ['[[ =~ ]]', `[[ ${a40}b =~ ^(a+)+$ ]]; echo $?`, { status: 0, out: '1\n' }, 'bash'],
  [
    'case',
    `case ${a40}b in ${'*a'.repeat(30)}) echo y;; *) echo n;; esac`,
    { status: 0, out: 'n\n' },
  ],
  [
    'a class in a replacement',
    "x=$(printf 'a%.0s' $(seq 1 20000)); x=$" + '{x//[^b]/c}; echo $' + '{#x}',
    { status: 0, out: '20000\n' },
    'bash',
  ],
  ['find', `touch ${a40}; find . -name '${'*a'.repeat(30)}b'`, { status: 0, out: '' }],
];

describe.each([
  ['recursion', RECURSION],
  ['nesting', NESTING],
  ['size', SIZE],
  ['files', FILES],
  ['processes', PROCESSES],
  ['regular expressions and patterns', EXPRESSIONS],
])('hostile %s', (_, cases) => {
  it.each(cases)('%s', { timeout: 30_000 }, async (_title, command, outcome, dialect = 'dash') => {
    const ran = await run(command, { dialect });
    expect(ran.out).not.toMatch(LIMIT_WORDS);
    if (outcome === 'endless') return expect(ran.endless).toBe(true);
    expect(ran).toMatchObject({ endless: false, exitCode: outcome.status });
    if (outcome.out !== undefined)
      expect(ran.out).toEqual(
        outcome.out instanceof RegExp ? expect.stringMatching(outcome.out) : outcome.out,
      );
  });
});
