import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineEditor } from '../../../src/studio/terminal/lineEditor.ts';

/** An editor whose prompt comes back at once, and what it gave. */
function typed(...data: string[]) {
  const lines: string[] = [];
  const controls: string[] = [];
  let output = '';
  const editor = createLineEditor({
    write: (text) => {
      output += text;
    },
    columns: () => 20,
    onLine: (line) => {
      lines.push(line);
      editor.prompt('# ');
    },
    onControl: (key) => {
      controls.push(key);
      editor.prompt('# ');
    },
  });
  editor.prompt('# ');
  for (const text of data) editor.feed(text);
  return { lines, controls, output };
}
const [up, down, left, home, end] = ['\x1b[A', '\x1b[B', '\x1b[D', '\x1b[H', '\x1b[F'];

describe('the line of a terminal', () => {
  it.each([
    ['types and enters', ['ls', '\r'], ['ls']],
    ['puts in at the cursor', ['ac', left, 'b\r'], ['abc']],
    ['takes away before and at the cursor', ['abc', left, '\x7f', '\x1b[3~', '\r'], ['a']],
    ['goes to both ends', ['b', home, 'a', end, 'c\r'], ['abc']],
    [
      'cuts words, ends and beginnings',
      ['one two', '\x17', '\r', 'xyz', left, '\x15', '\r'],
      ['one ', 'z'],
    ],
    [
      'recalls, and comes back to what was typed',
      ['a\r', 'b\r', 'c', up, up, down, down, '\r'],
      ['a', 'b', 'c'],
    ],
    ['takes several pasted lines one by one', ['a\rb\rc'], ['a', 'b']],
    ['knows no other sequences', ['a\x1b[200~b\x1bOPc\t\r'], ['abc']],
  ])('%s', (_what, data, lines) => expect(typed(...data).lines).toEqual(lines));

  it('gives up a line on Ctrl+C, and ends on Ctrl+D only when it is empty', () => {
    expect(typed('abc\x03', '\r')).toMatchObject({ lines: [''], controls: ['interrupt'] });
    expect(typed('ab', left, '\x04', '\x15', '\x04').controls).toEqual(['end']);
  });

  it('never loses a character, whatever the width, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (text) => {
        expect(typed(text, '\r').lines).toEqual([text]);
      }),
    );
    const anything = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(fc.property(fc.array(anything), (data) => void typed(...data)));
  });
});
