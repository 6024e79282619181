import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isRecord } from '../../../iam/record.ts';

/** Media type of the manifests that Docker writes (Docker image manifest, schema version 2). */
export const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';

export const digestOf = (text: string): string => `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;

/** A manifest as JSON; undefined when it is none. */
export function readManifest(manifest: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(manifest);
    return isRecord(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Layers that a manifest names, sizes in bytes; those without a digest are left out. */
export function layersIn(manifest: string): { digest: string; bytes: number }[] {
  const { layers } = readManifest(manifest) ?? {};
  return (Array.isArray(layers) ? (layers as unknown[]) : []).flatMap((layer) => {
    if (!isRecord(layer) || typeof layer.digest !== 'string') return [];
    const { digest, size } = layer;
    return [{ digest, bytes: typeof size === 'number' && size > 0 ? size : 0 }];
  });
}

/** Bytes of all layers. */
export const sizeIn = (manifest: string): number =>
  layersIn(manifest).reduce((sum, { bytes }) => sum + bytes, 0);

/** Media type that a manifest gives itself. */
export function mediaTypeIn(manifest: string): string {
  const { mediaType } = readManifest(manifest) ?? {};
  return typeof mediaType === 'string' ? mediaType : dockerManifest;
}
