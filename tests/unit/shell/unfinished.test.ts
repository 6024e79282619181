import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/simulator/shell/parse/parser.ts';
import { isUnfinished } from '../../../src/simulator/shell/parse/unfinished.ts';

const wantsMore = async (text: string) => isUnfinished(text, (await parse(text, 'dash')).problem);

describe('a line at a prompt', () => {
  it.each([
    ...['if true; then', 'if true', 'while true; do', 'case x in', 'f() {', 'f()', '{ echo', '(ls'],
    ...['echo a &&', 'echo a ||', 'echo a |', 'echo "x', "echo 'x", 'for i in 1 2', 'echo \\'],
    ...['echo $(ls', 'echo `ls', 'if true; then echo a; else', 'cat <<E\nfoo'],
  ])('%j wants more', async (text) => expect(await wantsMore(text)).toBe(true));

  it.each([
    ...['echo a', 'fi', '}', 'echo )', 'if true; then fi', 'echo done', 'echo \\\\', 'ls; done'],
    ...['cat <<E\nfoo\nE', 'echo do', 'if true; then echo a; fi'],
  ])('%j is whole, or wrong', async (text) => expect(await wantsMore(text)).toBe(false));
});
