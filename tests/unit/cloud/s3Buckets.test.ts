import { describe, expect, it } from 'vitest';
import { errorOf, get, outputOf, put, text, worker } from './s3Support.ts';
import { account, allowing } from './support.ts';

const statement = (fields: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*', ...fields },
  ],
});
const everyone = statement({ Principal: '*' });

describe('ACLs and public access', () => {
  it('refuses ACLs where they are off', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const code = async (ACL: string) =>
      errorOf(await asWorker('s3', 'PutObject', { ...put, ACL }))?.code ?? 'ok';
    expect(await code('private')).toBe('AccessControlListNotSupported');
    expect(await code('bucket-owner-full-control')).toBe('ok');
    const on = account({
      policy: allowing('s3:*'),
      resources: { buckets: { box: { objectOwnership: 'BucketOwnerPreferred' } } },
    });
    expect((await on.asWorker('s3', 'PutObject', { ...put, ACL: 'private' })).ok).toBe(true);
    expect(errorOf(await on.asWorker('s3', 'PutObject', { ...put, ACL: 'public-read' }))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: ${worker} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::box/k" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
    });
  });

  it('takes a public policy only when Block Public Access is off', async () => {
    const { asWorker, call } = account({ policy: allowing('s3:*') });
    const save = (document: unknown) =>
      asWorker('s3', 'PutBucketPolicy', { Bucket: 'box', Policy: JSON.stringify(document) });
    const visit = () =>
      call({ service: 's3', operation: 'GetObject', params: get, signer: { type: 'anonymous' } });
    const block = (on: boolean) =>
      asWorker('s3', 'PutPublicAccessBlock', {
        Bucket: 'box',
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: on },
      });
    await asWorker('s3', 'PutObject', put);
    expect(errorOf(await save(everyone))?.code).toBe('AccessDenied');
    // Narrowed to fixed values it is not public.
    const narrow = statement({
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } },
    });
    expect((await save(narrow)).ok).toBe(true);
    await block(false);
    expect((await visit()).ok).toBe(false);
    expect((await save(everyone)).ok).toBe(true);
    expect((await visit()).ok).toBe(true);
    await block(true);
    expect((await visit()).ok).toBe(false);
  });

  it('knows that a public policy of the scenario was saved without the block', async () => {
    const { call } = account({
      policy: allowing(),
      resources: { buckets: { box: { policy: everyone, objects: { k: 'x' } } } },
    });
    const signer = { type: 'anonymous' } as const;
    expect((await call({ service: 's3', operation: 'GetObject', params: get, signer })).ok).toBe(
      true,
    );
  });
});

describe('buckets', () => {
  it('obeys a policy from the call that saved it on', async () => {
    const { asWorker } = account({ policy: allowing('s3:PutBucketPolicy', 's3:PutObject') });
    await asWorker('s3', 'PutObject', put);
    const save = (Policy: string) => asWorker('s3', 'PutBucketPolicy', { Bucket: 'box', Policy });
    expect((await asWorker('s3', 'GetObject', get)).ok).toBe(false);
    const principal = { AWS: 'arn:aws:iam::111122223333:role/worker' };
    await save(JSON.stringify(statement({ Principal: principal })));
    expect((await asWorker('s3', 'GetObject', get)).ok).toBe(true);
    const messages = [
      'no JSON',
      JSON.stringify(statement({ Principal: principal, Resource: 'arn:aws:s3:::other/*' })),
      JSON.stringify(statement({})),
    ].map(async (document) => errorOf(await save(document)));
    expect(await Promise.all(messages)).toEqual(
      [
        "Policies must be valid JSON and the first byte must be '{'",
        'Policy has invalid resource',
        'Missing required field Principal',
      ].map((message) => ({ code: 'MalformedPolicy', message, status: 400 })),
    );
  });

  it('makes buckets with proper names in the Region that is named', async () => {
    const { asWorker, door } = account({ policy: allowing('s3:*') });
    const create = (Bucket: string, LocationConstraint?: string) =>
      asWorker('s3', 'CreateBucket', {
        Bucket,
        ...(LocationConstraint === undefined
          ? {}
          : { CreateBucketConfiguration: { LocationConstraint } }),
      });
    for (const name of ['ab', 'Acme', 'a..b', '192.168.5.4', 'xn--a', 'a-s3alias', '-abc']) {
      expect([name, errorOf(await create(name))?.code]).toEqual([name, 'InvalidBucketName']);
    }
    expect((await create('acme-eu', 'eu-west-1')).ok).toBe(true);
    expect(door.state.buckets.get('acme-eu')?.region).toBe('eu-west-1');
    expect(outputOf(await asWorker('s3', 'GetBucketLocation', { Bucket: 'acme-eu' }))).toEqual({
      LocationConstraint: 'eu-west-1',
    });
    expect(errorOf(await create('acme-x', 'us-east-1'))?.code).toBe('InvalidLocationConstraint');
    // In us-east-1 making one's own bucket again is no error.
    expect((await create('box')).ok).toBe(true);
  });

  it('keeps versions once they are switched on', async () => {
    const { asWorker, door } = account({ policy: allowing('s3:*') });
    const version = async (Body: Uint8Array) =>
      (outputOf(await asWorker('s3', 'PutObject', { ...put, Body })) as { VersionId?: string })
        .VersionId;
    expect(await version(text('0'))).toBeUndefined();
    await asWorker('s3', 'PutBucketVersioning', {
      Bucket: 'box',
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const one = await version(text('1'));
    const two = await version(text('2'));
    expect(new Set([one, two, undefined]).size).toBe(3);
    const at = async (VersionId?: string) =>
      outputOf(
        await asWorker('s3', 'GetObject', VersionId === undefined ? get : { ...get, VersionId }),
      );
    expect(await at(one)).toMatchObject({ Body: text('1'), VersionId: one });
    expect(await at('null')).toMatchObject({ Body: text('0') });
    expect(outputOf(await asWorker('s3', 'DeleteObject', get))).toMatchObject({
      DeleteMarker: true,
    });
    expect(await at()).toMatchObject({ code: 'NoSuchKey' });
    expect(await at(two)).toMatchObject({ Body: text('2') });
    expect(errorOf(await asWorker('s3', 'DeleteBucket', { Bucket: 'box' }))?.code).toBe(
      'BucketNotEmpty',
    );
    expect(door.state.buckets.get('box')?.objects.size).toBe(0);
  });

  it('asks for iam:PassRole for the role of a replication', async () => {
    const buckets = { box: { versioning: 'Enabled' }, copies: { versioning: 'Enabled' } } as const;
    const { asWorker } = account({
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:*', Resource: '*' },
          {
            Effect: 'Allow',
            Action: 'iam:PassRole',
            Resource: 'arn:aws:iam::111122223333:role/replicator',
            Condition: { StringEquals: { 'iam:PassedToService': 's3.amazonaws.com' } },
          },
        ],
      },
      resources: { buckets },
    });
    const replicate = (role: string, bucket: string) =>
      asWorker('s3', 'PutBucketReplication', {
        Bucket: 'box',
        ReplicationConfiguration: {
          Role: `arn:aws:iam::111122223333:role/${role}`,
          Rules: [{ Status: 'Enabled', Destination: { Bucket: `arn:aws:s3:::${bucket}` } }],
        },
      });
    expect((await replicate('replicator', 'copies')).ok).toBe(true);
    expect(errorOf(await replicate('admin', 'copies'))?.message).toContain('iam:PassRole');
    expect(errorOf(await replicate('replicator', 'none'))?.message).toBe(
      'Destination bucket must exist.',
    );
  });

  it('keeps a setting and gives it back, or says that there is none', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const website = { IndexDocument: { Suffix: 'index.html' } };
    const read = () => asWorker('s3', 'GetBucketWebsite', { Bucket: 'box' });
    expect(errorOf(await read())?.code).toBe('NoSuchWebsiteConfiguration');
    await asWorker('s3', 'PutBucketWebsite', { Bucket: 'box', WebsiteConfiguration: website });
    expect(outputOf(await read())).toEqual(website);
  });
});
