import { describe, expect, it } from 'vitest';
import { bc } from '../../../src/simulator/shell/tools/bc/index.ts';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';
import { container } from './support.ts';

describe('bc', () => {
  // Observed with GNU bc 1.07.1.
  it.each([
    ['scale=2; 10/3', '3.33\n'],
    ['1+2*3', '7\n'],
    ['2^10', '1024\n'],
    ['7/2', '3\n'],
    ['7%3', '1\n'],
    ['-7%3', '-1\n'],
    ['scale=3; 1/3', '.333\n'],
    ['10 > 3', '1\n'],
    ['3 == 4', '0\n'],
    ['x=5; x*2', '10\n'],
    ['.5+.25', '.75\n'],
    ['1.50*2', '3.00\n'],
    ['scale=4; sqrt(2)', '1.4142\n'],
    ['1.234*1.1', '1.357\n'],
    ['scale=2; 1.5*1.25', '1.87\n'],
    ['0.1+0.2', '.3\n'],
    ['100*1.5/3', '50\n'],
    ['scale=1; 7.25/2', '3.6\n'],
    ['10-2.50', '7.50\n'],
    ['5;6', '5\n6\n'],
    ['foo', '0\n'],
    ['1/0', 'Runtime error (func=(main), adr=3): Divide by zero\n'],
    ['2^200', `${2n ** 200n}\n`],
    ['1==1 && 0', '0\n'],
  ])('%s', async (stdin, output) => {
    const result = await container({}).run(bc, [], { stdin: `${stdin}\n` });
    expect(result).toMatchObject({ exitCode: 0, output, assumed: [] });
  });

  it('says what it does not know', async () => {
    const result = await container({}).run(bc, [], { stdin: 'for (i=0;i<3;i++) i\n' });
    expect(result).toMatchObject({ exitCode: 0, output: '' });
    expect(result.assumed).toHaveLength(1);
    expect((await container({}).run(bc, ['-l'], { stdin: '1/3\n' })).output).toBe(
      '.33333333333333333333\n',
    );
  });

  it('has to be installed on the curated images', async () => {
    const image = 'aws/codebuild/standard:7.0';
    const o = { image, tools: toolsFor(image) };
    expect((await run('echo 1+1 | bc', o)).exitCode).toBe(127);
    const after = await run('apt-get install -y -qq bc >/dev/null; echo "1+1" | bc', o);
    expect(after.stdout).toBe('2\n');
  });
});
