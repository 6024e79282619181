import { createHash } from 'node:crypto';
import { writeToken } from '../../../../src/simulator/cloud/services/ecr/token.ts';
import { type Aws, container, type Result, session, start } from '../support.ts';

export const host = '111122223333.dkr.ecr.us-east-1.amazonaws.com';
export const image = `${host}/acme/web`;
export const password = (more = {}) =>
  writeToken(
    {
      service: 'ecr',
      region: 'us-east-1',
      accessKeyId: session.accessKeyId,
      expiration: start / 1000 + 43_200,
      ...more,
    },
    'T'.repeat(2_000),
  );
export const token = password();
export const login = ['login', '--username', 'AWS', '--password-stdin', host];
export const files = {
  Dockerfile:
    'FROM nginx:1.27-alpine\nWORKDIR /app\nCOPY nginx.conf /etc/nginx/\nCOPY public ./\nCMD ["nginx"]\n',
  'nginx.conf': 'server {}',
  'public/index.html': '<h1>Hi</h1>',
  'public/a.txt': 'a',
};

/** A registry in memory with one repository; operations in `deny` are refused. */
export function fakeEcr(deny: string[] = [], repository = 'acme/web'): Aws {
  const layers = new Set<string>();
  return ({ operation, params }) => {
    const arn = `arn:aws:ecr:us-east-1:111122223333:repository/${params.repositoryName}`;
    if (deny.includes(operation)) {
      return {
        code: 'AccessDeniedException',
        message: `User: ${session.arn} is not authorized to perform: ecr:${operation} on resource: ${arn} because no identity-based policy allows the ecr:${operation} action`,
        status: 400,
      };
    }
    if (params.repositoryName !== repository) {
      return {
        code: 'RepositoryNotFoundException',
        message: `The repository with name '${params.repositoryName}' does not exist in the registry with id '111122223333'`,
        status: 400,
      };
    }
    const [digest] = (params.layerDigests ?? []) as string[];
    if (operation === 'BatchCheckLayerAvailability') {
      const layerAvailability = layers.has(digest!) ? 'AVAILABLE' : 'UNAVAILABLE';
      return { ok: true, output: { layers: [{ layerDigest: digest, layerAvailability }] } };
    }
    if (operation === 'CompleteLayerUpload') layers.add(digest!);
    if (operation === 'PutImage') {
      const imageDigest = `sha256:${createHash('sha256').update(String(params.imageManifest)).digest('hex')}`;
      return {
        ok: true,
        output: { image: { imageId: { imageDigest, imageTag: params.imageTag } } },
      };
    }
    if (operation === 'BatchGetImage') {
      return { ok: true, output: { images: [{ imageId: { imageDigest: 'sha256:abc' } }] } };
    }
    return { ok: true, output: { uploadId: 'u' } };
  };
}

export const operations = (result: Result) => result.calls.map(({ operation }) => operation);
export const box = (aws: Aws = fakeEcr(), more = {}) =>
  container({ files: { ...files, ...more }, aws, privileged: true });
export const hex = (length: number) => `[0-9a-f]{${length}}`;
