import { describe, expect, it } from 'vitest';
import { jqFault } from '../../../src/simulator/shell/programs/jqFault.ts';
import { run } from './support/container.ts';

describe('jq and a text that is no JSON', () => {
  // Observed with jq 1.6 of Debian 12, `jq -c .`.
  it.each([
    ['nope\n', 'Invalid literal at line 2, column 0'],
    ['{bad\n', 'Invalid numeric literal at line 2, column 0'],
    ['{"a":1,}', 'Expected another key-value pair at line 1, column 8'],
    ['[1,2', 'Unfinished JSON term at EOF at line 1, column 4'],
    ['<html>', 'Invalid numeric literal at EOF at line 1, column 6'],
    ['{"a" 1}', 'Expected separator between values at line 1, column 7'],
    ["{'a':1}\n", 'Invalid numeric literal at line 1, column 5'],
    ['{"a":1}\nabc\n', 'Invalid numeric literal at line 3, column 0'],
    ['{"a":}', "Unmatched '}' at line 1, column 6"],
    ['[1}', 'Objects must consist of key:value pairs at line 1, column 3'],
    ['{1:2}', 'Object keys must be strings at line 1, column 3'],
    ['"abc', 'Unfinished string at EOF at line 1, column 4'],
    [',', "Expected value before ',' at line 1, column 1"],
    ['{"a":[1,{"b":"}"}],"c":null} true', null],
    ['', null],
  ])('%j', (text, fault) => {
    expect(jqFault(text)).toBe(fault);
  });

  it('ends with the words and the status of the image', async () => {
    const [old, recent] = ['aws/codebuild/standard:5.0', 'aws/codebuild/standard:7.0'];
    const bad = 'echo nope | jq .';
    for (const image of [old, recent]) {
      const version = (await run('jq --version', { image })).stdout;
      const ran = await run(bad, { image });
      const words = 'parse error: Invalid literal at line 2, column 0\n';
      if (version === 'jq-1.6\n') expect(ran).toMatchObject({ exitCode: 4, out: words });
      else expect(ran).toMatchObject({ exitCode: 5, out: `jq: ${words}` });
    }
    expect((await run('echo "{" > f; jq . f')).out).toContain(
      'Unfinished JSON term at EOF at line 2, column 0\n',
    );
    expect(await run('echo "[1]" | jq .a')).toMatchObject({
      exitCode: 5,
      out: 'jq: error (at <stdin>:1): Cannot index array with string "a"\n',
    });
    expect((await run('echo 1 > f; echo 5 | { jq . f; cat; }')).out).toBe('1\n5\n');
  });
});
