import type { Tool } from '../../types.ts';
import { tool } from '../support/failure.ts';

const withValue = new Set([
  '-u',
  '--user',
  '-g',
  '--group',
  '-h',
  '-p',
  '-C',
  '-r',
  '-t',
  '-T',
  '-U',
]);

const quoted = (word: string): string =>
  /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** sudo: the build is root already, so it runs what follows. Amazon Linux images have it, Ubuntu images do not. */
export const sudo: Tool = tool('sudo', async (ctx) => {
  const words = [...ctx.args];
  while (words[0]?.startsWith('-')) {
    const [option = ''] = words.splice(0, 1);
    if (withValue.has(option)) words.splice(0, 1);
    if (option === '--') break;
  }
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const program = words[first];
  if (program === undefined) {
    ctx.stderr('usage: sudo -h | -K | -k | -V\n');
    return 1;
  }
  const found = await ctx.sh(`command -v ${quoted(program)} > /dev/null 2>&1`);
  if (found !== 0) {
    ctx.stderr(`sudo: ${program}: command not found\n`);
    return 1;
  }
  return ctx.sh(`exec env ${words.map(quoted).join(' ')}`);
});
