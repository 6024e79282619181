import { describe, expect, it } from 'vitest';
import { run } from './support/container.ts';

/** Observed with GNU coreutils. */
const OBSERVED: [script: string, output: string][] = [
  ['mkdir a b; touch a/f; cp -r a/. b; cp -rf a b/; ls b', 'a\nf\n'],
  ['mkdir a b; touch a/f; cp -t b a/f; mv -t b a; ls b', 'a\nf\n'],
  ['touch a; cp -a a b; cp -L a c; cp -p a d; cp --preserve=mode a e; ls', 'a\nb\nc\nd\ne\n'],
  ['echo a > a; chmod 755 a; cp a b; stat -c %a b', '755\n'],
  ['echo a > a; chmod 755 a; echo c > c; cp a c; stat -c %a c', '644\n'],
  ['ln -s nowhere l; cp -P l y; readlink y; cp -r l z; readlink z', 'nowhere\nnowhere\n'],
  ['mkdir -p s/t; echo 1 > s/t/f; cp -rv s d', "'s' -> 'd'\n's/t' -> 'd/t'\n's/t/f' -> 'd/t/f'\n"],
  ['mkdir d; cp d e', "cp: -r not specified; omitting directory 'd'\n"],
  ['mkdir d; cp -r d d/e', "cp: cannot copy a directory, 'd', into itself, 'd/e'\n"],
  ['cp nope x', "cp: cannot stat 'nope': No such file or directory\n"],
  ['touch a; cp a nope/x', "cp: cannot create regular file 'nope/x': No such file or directory\n"],
  ['touch a b; cp a b c', "cp: target 'c' is not a directory\n"],
  ['mkdir a b; touch a/1; mv -v a b/c; ls b/c', "renamed 'a' -> 'b/c'\n1\n"],
  ['mkdir a; mv a a/b', "mv: cannot move 'a' to a subdirectory of itself, 'a/b'\n"],
  ['mkdir -p a b/a/x; mv a b', "mv: cannot move 'a' to 'b/a': Directory not empty\n"],
  [
    'mkdir d; rm d; rm nope; rm -f nope',
    "rm: cannot remove 'd': Is a directory\nrm: cannot remove 'nope': No such file or directory\n",
  ],
  ['rm -rf .', "rm: refusing to remove '.' or '..' directory: skipping '.'\n"],
  [
    'rm -rf /; ls /codebuild',
    "rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\noutput\nreadonly\n",
  ],
  [
    'mkdir -pv a/b; mkdir -m 700 z; stat -c %a z',
    "mkdir: created directory 'a'\nmkdir: created directory 'a/b'\n700\n",
  ],
  ['mkdir x/y', "mkdir: cannot create directory 'x/y': No such file or directory\n"],
  [
    'touch f; mkdir f; mkdir -p f/x',
    "mkdir: cannot create directory 'f': File exists\nmkdir: cannot create directory 'f': Not a directory\n",
  ],
];

describe('programs that copy, move and remove', () => {
  it.each(OBSERVED)('%s', async (script, output) => {
    expect((await run(script)).out).toBe(output);
  });
});
