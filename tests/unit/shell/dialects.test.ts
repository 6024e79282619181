import { describe, expect, it } from 'vitest';
import { run } from './support/container.ts';

/**
 * What each construct comes to in dash 0.5.12, in bash 5.2 as `sh`, and in bash 5.2 where that differs from `sh`: both streams,
 * then the exit status. `$0` stands for `/codebuild/output/tmp/script.sh`, whose fourth line is the first of the command
 * (reference: codebuild §3.4). Recorded from the shells themselves.
 */
const CONSTRUCTS: [
  construct: string,
  script: string,
  dash: string,
  posix: string,
  bash?: string,
][] = [
  ['[[ ]]', '[[ a == a ]] && echo yes', '$0: 4: [[: not found\n[127]', 'yes\n[0]'],
  [
    '[[ =~ ]]',
    'if [[ abc =~ b ]]; then echo yes; else echo no; fi',
    '$0: 4: [[: not found\nno\n[0]',
    'yes\n[0]',
  ],
  ['source', "echo 'x=1' > f; source ./f; echo $x", '$0: 4: source: not found\n\n[0]', '1\n[0]'],
  [
    'substring',
    'V=abcdef; echo ${V:0:3}; echo after',
    '$0: 4: Bad substitution\n[2]',
    'abc\nafter\n[0]',
  ],
  ['replacement', 'V=abc; echo ${V/b/x}', '$0: 4: Bad substitution\n[2]', 'axc\n[0]'],
  ['upper case', 'V=abc; echo ${V^^}', '$0: 4: Bad substitution\n[2]', 'ABC\n[0]'],
  ['array', 'a=(1 2); echo ${a[1]}', '$0: 4: Syntax error: "(" unexpected\n[2]', '2\n[0]'],
  [
    'array element',
    'a[0]=x; echo ${a[0]}',
    '$0: 4: a[0]=x: not found\n$0: 4: Bad substitution\n[2]',
    'x\n[0]',
  ],
  [
    'function keyword',
    'function f { echo hi; }; f',
    '$0: 4: Syntax error: "}" unexpected\n[2]',
    'hi\n[0]',
  ],
  [
    'function keyword, several lines',
    'function f() {\n  echo hi\n}\nf',
    '$0: 4: Syntax error: "(" unexpected\n[2]',
    'hi\n[0]',
  ],
  ['here-string', 'cat <<< hi', '$0: 4: Syntax error: redirection unexpected\n[2]', 'hi\n[0]'],
  ['process substitution', 'cat <(echo hi)', '$0: 4: Syntax error: "(" unexpected\n[2]', 'hi\n[0]'],
  ['&>', 'echo hi &> f; cat f', 'hi\n[0]', 'hi\n[0]'],
  ['|&', 'echo hi |& cat', '$0: 4: Syntax error: "&" unexpected\n[2]', 'hi\n[0]'],
  ["$'…'", "echo $'a\\tb'", '$a\tb\n[0]', 'a\tb\n[0]'],
  ['brace range', 'echo {1..3}', '{1..3}\n[0]', '1 2 3\n[0]'],
  ['brace list', 'echo a{b,c}', 'a{b,c}\n[0]', 'ab ac\n[0]'],
  ['((', '((1 + 1)) && echo yes', '$0: 4: 1: not found\n[127]', 'yes\n[0]'],
  [
    'for ((',
    'for ((i=0;i<2;i++)); do echo $i; done',
    '$0: 4: Syntax error: Bad for loop variable\n[2]',
    '0\n1\n[0]',
  ],
  [
    '**',
    'echo $((2**3))',
    '$0: 4: arithmetic expression: expecting primary: "2**3"\n[2]',
    '8\n[0]',
  ],
  [
    '++',
    'i=1; echo $((i++)) $i',
    '$0: 4: arithmetic expression: expecting primary: "i++"\n[2]',
    '1 2\n[0]',
  ],
  ['let', 'let x=1+1; echo $x', '$0: 4: let: not found\n\n[0]', '2\n[0]'],
  ['==', '[ a == a ] && echo yes', '$0: 4: [: a: unexpected operator\n[2]', 'yes\n[0]'],
  [
    'pipefail',
    'set -o pipefail; false | true; echo $?',
    '$0: 4: set: Illegal option -o pipefail\n[2]',
    '1\n[0]',
  ],
  [
    'set -euo pipefail',
    'set -euo pipefail; echo on',
    '$0: 4: set: Illegal option -o pipefail\n[2]',
    'on\n[0]',
  ],
  ['echo -e', "echo -e 'a\\tb'", '-e a\tb\n[0]', 'a\tb\n[0]'],
  ['echo with escapes', "echo 'a\\tb'", 'a\tb\n[0]', 'a\\tb\n[0]'],
  ['echo -n', 'echo -n a; echo b', 'ab\n[0]', 'ab\n[0]'],
  [
    'read without a name',
    'echo x | { read; echo "[$REPLY]"; }',
    '$0: 4: read: arg count\n[]\n[0]',
    '[x]\n[0]',
  ],
  ['read -p', "echo x | { read -p '? ' v; echo $v; }", 'x\n[0]', 'x\n[0]'],
  ['read -a', 'read -a v < /dev/null; echo $?', '$0: 4: read: Illegal option -a\n2\n[0]', '1\n[0]'],
  ['local', 'f() { local v=1; echo $v; }; f', '1\n[0]', '1\n[0]'],
  ['declare', 'declare v=1; echo $v', '$0: 4: declare: not found\n\n[0]', '1\n[0]'],
  ['export list', 'export A=1 B=2; echo $A$B', '12\n[0]', '12\n[0]'],
  [
    'unset variable',
    'set -u; echo $nope; echo after',
    '$0: 4: nope: parameter not set\n[2]',
    '$0: line 4: nope: unbound variable\n[1]',
  ],
  [
    'error message',
    'echo ${nope:?must be set}; echo after',
    '$0: 4: nope: must be set\n[2]',
    '$0: line 4: nope: must be set\n[1]',
  ],
  [
    'command not found',
    'nope; echo $?',
    '$0: 4: nope: not found\n127\n[0]',
    '$0: line 4: nope: command not found\n127\n[0]',
  ],
  [
    'not executable',
    'touch f; ./f; echo $?',
    '$0: 4: ./f: Permission denied\n126\n[0]',
    '$0: line 4: ./f: Permission denied\n126\n[0]',
  ],
  [
    'no such file',
    './nope; echo $?',
    '$0: 4: ./nope: not found\n127\n[0]',
    '$0: line 4: ./nope: No such file or directory\n127\n[0]',
  ],
  [
    'cd',
    'cd nope; echo $?',
    "$0: 4: cd: can't cd to nope\n2\n[0]",
    '$0: line 4: cd: nope: No such file or directory\n1\n[0]',
  ],
  [
    'unmatched quote',
    "echo 'abc",
    '$0: 9: Syntax error: Unterminated quoted string\n[2]',
    "$0: line 4: unexpected EOF while looking for matching `''\n[2]",
  ],
  [
    'missing fi',
    'if true; then\n  echo a\n',
    '$0: 11: Syntax error: end of file unexpected (expecting "fi")\n[2]',
    '$0: line 11: syntax error: unexpected end of file\n[2]',
  ],
  [
    'missing done',
    'for i in 1; do echo $i',
    '$0: 9: Syntax error: end of file unexpected (expecting "done")\n[2]',
    '$0: line 9: syntax error: unexpected end of file\n[2]',
  ],
  [
    'stray then',
    'then echo a',
    '$0: 4: Syntax error: "then" unexpected\n[2]',
    "$0: line 4: syntax error near unexpected token `then'\n$0: line 4: `then echo a'\n[2]",
  ],
  [
    'empty then',
    'if true; then fi',
    '$0: 4: Syntax error: "fi" unexpected\n[2]',
    "$0: line 4: syntax error near unexpected token `fi'\n$0: line 4: `if true; then fi'\n[2]",
  ],
  [
    'stray parenthesis',
    'echo (a)',
    '$0: 4: Syntax error: word unexpected (expecting ")")\n[2]',
    "$0: line 4: syntax error near unexpected token `a'\n$0: line 4: `echo (a)'\n[2]",
  ],
  ['&& at the end', 'echo a &&', 'a\n[0]', 'a\n[0]'],
  [
    'readonly',
    'readonly R=1; R=2; echo after',
    '$0: 4: R: is read only\n[2]',
    '$0: line 4: R: readonly variable\n[1]',
  ],
  [
    'shift too far',
    'shift 5; echo $?; echo after',
    "$0: 4: shift: can't shift that many\n[2]",
    '$0: line 4: shift: 5: shift count out of range\n1\nafter\n[0]',
    '1\nafter\n[0]',
  ],
  [
    'exit text',
    'exit abc',
    '$0: 4: exit: Illegal number: abc\n[2]',
    '$0: line 4: exit: abc: numeric argument required\n[2]',
  ],
  [
    'integer expected',
    '[ abc -gt 1 ]; echo $?',
    '$0: 4: [: Illegal number: abc\n2\n[0]',
    '$0: line 4: [: abc: integer expression expected\n2\n[0]',
  ],
  [
    'too many arguments',
    '[ a b = c ]; echo $?',
    '$0: 4: [: a: unexpected operator\n2\n[0]',
    '$0: line 4: [: too many arguments\n2\n[0]',
  ],
  [
    'missing ]',
    '[ a = a; echo $?',
    '$0: 4: [: missing ]\n2\n[0]',
    "$0: line 4: [: missing `]'\n2\n[0]",
  ],
  [
    'test without value',
    'x=; [ $x = a ]; echo $?',
    '$0: 4: [: =: unexpected operator\n2\n[0]',
    '$0: line 4: [: =: unary operator expected\n2\n[0]',
  ],
  ['indirect', 'r=V; V=1; echo ${!r}', '$0: 4: Bad substitution\n[2]', '1\n[0]'],
  ['printf %q', "printf '%q\\n' 'a b'", '$0: 4: printf: %q: invalid directive\n[2]', 'a\\ b\n[0]'],
  ['shopt', 'shopt -s nullglob; echo $?', '$0: 4: shopt: not found\n127\n[0]', '0\n[0]'],
  ['pushd', 'pushd / > /dev/null; echo $?', '$0: 4: pushd: not found\n127\n[0]', '0\n[0]'],
  ['BASH_SOURCE', 'echo ${BASH_SOURCE:-none}', 'none\n[0]', '$0\n[0]'],
  ['ulimit', 'ulimit -n 1024; echo $?', '0\n[0]', '0\n[0]'],
  [
    'trap ERR',
    "trap 'echo err' ERR; false; echo on",
    'trap: ERR: bad trap\non\n[0]',
    'err\non\n[0]',
  ],
  [
    'getopts',
    'getopts a o -b; echo $o',
    'Illegal option -b\n?\n[0]',
    '$0: illegal option -- b\n?\n[0]',
  ],
  [
    'type',
    'type nope; echo $?',
    'nope: not found\n127\n[0]',
    '$0: line 4: type: nope: not found\n1\n[0]',
  ],
  [
    'printf without a format',
    'printf; echo $?',
    '$0: 4: printf: usage: printf format [arg ...]\n2\n[0]',
    'printf: usage: printf [-v var] format [arguments]\n2\n[0]',
  ],
  [
    'no redirection',
    'echo a > nope/f; echo $?',
    '$0: 4: cannot create nope/f: Directory nonexistent\n2\n[0]',
    '$0: line 4: nope/f: No such file or directory\n1\n[0]',
  ],
  [
    'input redirection',
    'cat < nope; echo $?',
    '$0: 4: cannot open nope: No such file\n2\n[0]',
    '$0: line 4: nope: No such file or directory\n1\n[0]',
  ],
  [
    'division by zero',
    'echo $((1/0)); echo after',
    '$0: 4: arithmetic expression: division by zero: "1/0"\n[2]',
    '$0: line 4: 1/0: division by 0 (error token is "0")\n[1]',
  ],
  ['arithmetic text', 'x=abc; echo $((x+1))', '$0: 4: Illegal number: abc\n[2]', '1\n[0]'],
  ['octal', 'echo $((010))', '8\n[0]', '8\n[0]'],
  [
    '08',
    'echo $((08)); echo after',
    '$0: 4: arithmetic expression: expecting EOF: "08"\n[2]',
    '$0: line 4: 08: value too great for base (error token is "08")\n[1]',
  ],
  [
    'backticks unclosed',
    'echo `date',
    '$0: 9: Syntax error: EOF in backquote substitution\n[2]',
    "$0: line 4: unexpected EOF while looking for matching ``'\n[2]",
  ],
  [
    'function name',
    'my-func() { echo hi; }; my-func',
    '$0: 4: Syntax error: Bad function name\n[2]',
    "$0: line 4: `my-func': not a valid identifier\n[2]",
    'hi\n[0]',
  ],
];

const SCRIPT = '/codebuild/output/tmp/script.sh';

describe.each(['dash', 'bash-posix', 'bash'] as const)('%s', (dialect) => {
  it.each(CONSTRUCTS)('%s: %s', async (_, script, dash, posix, bash = posix) => {
    const ran = await run(script, { dialect });
    const expected = { dash, 'bash-posix': posix, bash }[dialect];
    expect(`${ran.out.replaceAll(SCRIPT, '$0')}[${ran.exitCode}]`).toBe(expected);
  });
});
