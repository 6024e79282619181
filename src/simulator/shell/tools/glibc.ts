import type { Tool } from '../types.ts';
import { activeVersion } from './runtimes.ts';

/** Programs that run in Node.js, so that they end as it does. */
const inNode: ReadonlySet<string> = new Set(['node', 'npm', 'npx', 'pnpm', 'yarn']);

/** Images on Amazon Linux 2, whose C library is 2.26. */
const oldLibrary = /amazonlinux2-(?:x86_64-standard:[1-4]|aarch64-standard:[12])\./;

/** What the loader says; binaries of Node.js want glibc 2.28 from version 18 on (Node.js, BUILDING.md; posted build logs). */
const refusal = ['/lib64/libm.so.6: version `GLIBC_2.27', '/lib64/libc.so.6: version `GLIBC_2.28']
  .map((missing) => `node: ${missing}' not found (required by node)\n`)
  .join('');
const firstMajor = 18;

/** A tool of an image: on Amazon Linux 2 the loader refuses Node.js 18 and later, with exit code 1. */
export function withLibraryOf(image: string, tool: Tool): Tool {
  if (!inNode.has(tool.name) || !oldLibrary.test(image)) return tool;
  return {
    ...tool,
    async run(ctx) {
      const [major] = (await activeVersion(ctx, 'NODE')).split('.');
      if (Number(major) < firstMajor) return tool.run(ctx);
      ctx.stderr(refusal);
      return 1;
    },
  };
}
