import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { matchPath } from '../../text/glob.ts';
import type { Tool } from '../types.ts';
import { Failure, tool } from './support/failure.ts';
import { listFiles } from './support/files.ts';
import { absolute } from './support/paths.ts';

/**
 * `codebuild-hash-files <glob>…`: one SHA-256 of the files below the source directory that the globs name, for keys of caches
 * (CodeBuild User Guide, "Amazon S3 caching"). How the agent puts the files together is not documented.
 */
export const codebuildHashFiles: Tool = tool('codebuild-hash-files', async (ctx) => {
  const root = ctx.env.CODEBUILD_SRC_DIR || ctx.cwd;
  const patterns = ctx.args.map((word) => absolute(root, word).slice(1));
  const files = (await listFiles(ctx.fs, root)).filter(({ path }) =>
    patterns.some((pattern) => matchPath(pattern, path.slice(1))),
  );
  if (files.length === 0) throw new Failure(1, 'codebuild-hash-files: no files found\n');
  const hash = sha256.create();
  for (const { path } of files) hash.update(sha256(await ctx.fs.readFileBuffer(path)));
  ctx.stdout(`${bytesToHex(hash.digest())}\n`);
  return 0;
});
