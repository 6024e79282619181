import type { CodeBuildProject } from '../../scenario/types.ts';

/** What a project says of its cache. */
export type CacheSettings =
  | { type: 'NO_CACHE' }
  | { type: 'S3'; bucket: string; prefix: string; namespace: string }
  | { type: 'LOCAL'; modes: ReadonlySet<string> };

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where a local cache is never kept (CodeBuild User Guide, "Local caching", 2022). */
function hasNoLocalCache({ environment, vpcConfig }: CodeBuildProject): boolean {
  const inVpc =
    typeof vpcConfig === 'object' &&
    vpcConfig !== null &&
    word((vpcConfig as Record<string, unknown>).vpcId) !== '';
  return (
    inVpc ||
    /^(?:ARM_|LINUX_GPU_|WINDOWS_)|_LAMBDA_/.test(environment.type) ||
    environment.computeType === 'BUILD_GENERAL1_2XLARGE'
  );
}

/** The project's `cache` (CodeBuild API Reference, "ProjectCache"). What cannot be read is no cache. */
export function cacheSettings(project: CodeBuildProject): CacheSettings {
  const { cache } = project;
  if (typeof cache !== 'object' || cache === null) return { type: 'NO_CACHE' };
  const { type, location, cacheNamespace, modes } = cache as Record<string, unknown>;
  if (type === 'S3') {
    const place = word(location).replace(/^arn:aws:s3:::/, '');
    const slash = place.indexOf('/');
    const bucket = slash === -1 ? place : place.slice(0, slash);
    if (bucket === '') return { type: 'NO_CACHE' };
    const prefix = slash === -1 ? '' : `${place.slice(slash + 1).replace(/\/+$/, '')}/`;
    return { type: 'S3', bucket, prefix, namespace: word(cacheNamespace) };
  }
  if (type === 'LOCAL' && Array.isArray(modes) && !hasNoLocalCache(project)) {
    return { type: 'LOCAL', modes: new Set(modes.map(word)) };
  }
  return { type: 'NO_CACHE' };
}
