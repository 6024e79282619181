import { describe, expect, it } from 'vitest';
import { run } from './support/container.ts';

describe('numfmt', () => {
  // Observed with GNU coreutils 9.1.
  it.each([
    ['--to=iec 2048', '2.0K\n', 0],
    ['--to=si 1500000', '1.5M\n', 0],
    ['--from=iec 1K', '1024\n', 0],
    ['--to=iec 999', '999\n', 0],
    ['--to=iec-i --suffix=B 123456789', '118MiB\n', 0],
    ['--from=auto 1Ki', '1024\n', 0],
    ['--to=iec 10240', '10K\n', 0],
    ['--to=si 999999', '1.0M\n', 0],
    ['--to=iec 1048576', '1.0M\n', 0],
    ['--from=si 1.5M', '1500000\n', 0],
    ['abc', "numfmt: invalid number: 'abc'\n", 2],
  ])('%s', async (args, out, exitCode) => {
    expect(await run(`numfmt ${args}`)).toMatchObject({ out, exitCode });
  });
});

describe('xz and bzip2', () => {
  it.each([
    ['printf hi | xz | xz -d', 'hi', 0],
    ['printf hi | bzip2 -9 | bunzip2', 'hi', 0],
    ['echo a > f; xz -k f; ls; rm f; unxz f.xz; cat f', 'f\nf.xz\na\n', 0],
    ['echo a > f; bzip2 f; ls; bzcat f.bz2', 'f.bz2\na\n', 0],
    ['echo x | xz -d', 'xz: (stdin): File format not recognized\n', 1],
    ['echo x | bzip2 -d', 'bzip2: (stdin) is not a bzip2 file.\n', 2],
    ['xz nope', 'xz: nope: No such file or directory\n', 1],
    ['bzip2 nope', "bzip2: Can't open input file nope: No such file or directory.\n", 1],
  ])('%s', async (command, out, exitCode) => {
    expect(await run(command)).toMatchObject({ out, exitCode });
  });

  it('says that what it packs is not what the real program would', async () => {
    expect((await run('echo a > f; xz f')).fidelity).toBe('assumed');
  });
});
