import { type Aws, denied, start } from '../support.ts';

interface StoredObject {
  bytes: Uint8Array;
  modified: number;
  params: Record<string, unknown>;
}

/** Buckets in memory. Operations in `deny` are refused as IAM does. */
export function fakeS3(buckets: Record<string, Record<string, string>>, deny: string[] = []) {
  const stored = new Map<string, Map<string, StoredObject>>();
  const object = (text: string | Uint8Array, params = {}, modified = 5_000): StoredObject => ({
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    modified,
    params,
  });
  for (const [name, objects] of Object.entries(buckets)) {
    stored.set(name, new Map(Object.entries(objects).map(([key, text]) => [key, object(text)])));
  }
  const aws: Aws = ({ operation, params }) => {
    const bucket = String(params.Bucket);
    const key = String(params.Key);
    if (deny.includes(operation)) {
      const action = operation === 'ListObjectsV2' ? 'ListBucket' : operation;
      return denied(`s3:${action}`, `arn:aws:s3:::${bucket}${params.Key ? `/${key}` : ''}`);
    }
    const objects = stored.get(bucket);
    if (operation === 'ListBuckets') {
      const names = [...stored.keys()];
      return { ok: true, output: { Buckets: names.map((Name) => ({ Name, CreationDate: 0 })) } };
    }
    if (operation === 'CreateBucket') {
      stored.set(bucket, new Map());
      return { ok: true, output: {} };
    }
    if (objects === undefined) {
      return { code: 'NoSuchBucket', message: 'The specified bucket does not exist', status: 404 };
    }
    const found = objects.get(key);
    const missing = {
      code: 'NoSuchKey',
      message: 'The specified key does not exist.',
      status: 404,
    };
    const facts = (each: StoredObject) => ({ LastModified: each.modified, ETag: '"e"' });
    switch (operation) {
      case 'DeleteBucket':
        stored.delete(bucket);
        return { ok: true, output: {} };
      case 'PutObject': {
        const { Body: body, ...rest } = params;
        objects.set(key, object(body as Uint8Array, rest));
        return { ok: true, output: { ETag: '"e"' } };
      }
      case 'CopyObject': {
        const [from = '', ...path] = String(params.CopySource).split('/');
        const source = stored.get(from)?.get(path.join('/'));
        if (source === undefined) return missing;
        objects.set(key, { ...source, params });
        return { ok: true, output: {} };
      }
      case 'DeleteObject':
        objects.delete(key);
        return { ok: true, output: {} };
      case 'HeadObject':
        if (found === undefined) return { code: 'NotFound', message: '', status: 404 };
        return { ok: true, output: { ContentLength: found.bytes.length, ...facts(found) } };
      case 'GetObject':
        if (found === undefined) return missing;
        return { ok: true, output: { Body: found.bytes, ...facts(found) } };
      case 'ListObjectsV2': {
        const prefix = String(params.Prefix ?? '');
        const keys = [...objects.keys()].filter((each) => each.startsWith(prefix)).sort();
        const below = (each: string) => each.slice(prefix.length).includes('/');
        const common = params.Delimiter === '/' ? keys.filter(below) : [];
        const prefixes = new Set(
          common.map((each) => `${prefix}${each.slice(prefix.length).split('/')[0]}/`),
        );
        return {
          ok: true,
          output: {
            Contents: keys
              .filter((each) => !common.includes(each))
              .map((Key) => ({
                Key,
                Size: objects.get(Key)!.bytes.length,
                ...facts(objects.get(Key)!),
              })),
            CommonPrefixes: [...prefixes].map((Prefix) => ({ Prefix })),
          },
        };
      }
      default:
        return { code: 'NotImplemented', message: operation, status: 501 };
    }
  };
  return {
    aws,
    keys: (bucket: string) => [...(stored.get(bucket)?.keys() ?? [])].sort(),
    text: (bucket: string, key: string) =>
      new TextDecoder().decode(stored.get(bucket)?.get(key)?.bytes),
    params: (bucket: string, key: string) => stored.get(bucket)?.get(key)?.params,
    touch: (bucket: string, key: string, modified: number) => {
      stored.get(bucket)!.get(key)!.modified = modified;
    },
    start,
  };
}
