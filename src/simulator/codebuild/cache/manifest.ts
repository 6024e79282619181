import * as z from 'zod';

const manifest = z.object({
  content: z.object({ files: z.array(z.object({ path: z.string(), rel: z.string() })) }),
});

/** The files that a cache's `codebuild.json` lists; none where it is not one. */
export function listedIn(bytes: Uint8Array | undefined): { path: string; rel: string }[] {
  try {
    const read = manifest.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? read.data.content.files : [];
  } catch {
    return [];
  }
}
