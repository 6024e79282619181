import { describe, expect, it } from 'vitest';
import { readToken } from '../../../src/simulator/cloud/services/ecr/token.ts';
import type { CallResult } from '../../../src/simulator/cloud/types.ts';
import type { Resources } from '../../../src/simulator/read.ts';
import { account, allowing } from './support.ts';

const registry = (repositories: Resources['repositories'] = { app: {} }) =>
  account({
    policy: allowing('ecr:*'),
    resources: repositories === undefined ? {} : { repositories },
  });
const outputOf = (result: CallResult) => (result.ok ? result.output : {});
const errorOf = (result: CallResult) => (result.ok ? null : result.error);
const repositoryName = 'app';
const manifest = (name: string) =>
  JSON.stringify({ layers: [{ digest: `sha256:${name}`, size: 9 }] });
const image = (imageTag: string, imageManifest: string) => ({
  repositoryName,
  imageTag,
  imageManifest,
});
const app = 'arn:aws:ecr:us-east-1:111122223333:repository/app';
const about = { registryId: '111122223333', repositoryName };

describe('images', () => {
  it('are found by tag and digest, and the missing ones named', async () => {
    const { asWorker } = registry();
    const put = outputOf(await asWorker('ecr', 'PutImage', image('v1', manifest('one'))));
    const { imageDigest } = (put.image as { imageId: { imageDigest: string } }).imageId;
    expect(imageDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const get = async (...imageIds: unknown[]) =>
      outputOf(await asWorker('ecr', 'BatchGetImage', { repositoryName, imageIds }));
    const found = { ...about, imageId: { imageDigest }, imageManifest: manifest('one') };
    expect(await get({ imageTag: 'v1' })).toMatchObject({ images: [found], failures: [] });
    expect(await get({ imageDigest })).toMatchObject({ images: [found] });
    const wrong = [{ imageTag: 'v2' }, { imageTag: 'v1', imageDigest: 'sha256:0' }, {}];
    expect(await get(...wrong, 'v1', null)).toEqual({
      images: [],
      failures: wrong.map((imageId) => ({
        imageId,
        failureCode: 'ImageNotFound',
        failureReason: 'Requested image not found',
      })),
    });

    const describeImages = (params: object) =>
      asWorker('ecr', 'DescribeImages', { repositoryName, ...params });
    expect(outputOf(await describeImages({ imageIds: [{ imageTag: 'v1' }] }))).toMatchObject({
      imageDetails: [{ imageDigest, imageTags: ['v1'], imageSizeInBytes: 9 }],
    });
    expect(errorOf(await describeImages({ imageIds: [{ imageTag: 'v2' }] }))).toEqual({
      code: 'ImageNotFoundException',
      status: 400,
      message:
        "The image with imageId {imageDigest:'null', imageTag:'v2'} does not exist within the repository with name 'app' in the registry with id '111122223333'",
    });
  });

  it('lose a tag that moves on', async () => {
    const { asWorker, recorder } = registry();
    await asWorker('ecr', 'PutImage', image('latest', manifest('one')));
    await asWorker('ecr', 'PutImage', image('latest', manifest('two')));
    const list = async (tagStatus?: string) => {
      const params = {
        repositoryName,
        ...(tagStatus === undefined ? {} : { filter: { tagStatus } }),
      };
      return outputOf(await asWorker('ecr', 'ListImages', params)).imageIds as object[];
    };
    expect(await list()).toHaveLength(2);
    expect(await list('UNTAGGED')).toEqual([{ imageDigest: expect.any(String) }]);
    expect(await list('TAGGED')).toMatchObject([{ imageTag: 'latest' }]);
    expect(recorder.events.filter(({ type }) => type === 'image.stored')).toMatchObject([
      { tag: 'latest', bytes: 9 },
      { tag: 'latest' },
    ]);
  });

  it('go with their last tag, or at once by digest', async () => {
    const { asWorker, door } = registry({ app: { images: ['v1'] } });
    const held = () => door.state.repositories.get(app)!.images;
    const remove = async (...imageIds: object[]) =>
      outputOf(await asWorker('ecr', 'BatchDeleteImage', { repositoryName, imageIds }));
    const [first] = held();
    await asWorker('ecr', 'PutImage', image('v2', first!.manifest));
    const imageDigest = first!.digest;
    expect(await remove({ imageTag: 'v1' })).toEqual({
      imageIds: [{ imageDigest, imageTag: 'v1' }],
      failures: [],
    });
    expect(held()).toHaveLength(1);
    expect(await remove({ imageDigest }, { imageTag: 'v1' })).toMatchObject({
      imageIds: [{ imageDigest, imageTag: 'v2' }],
      failures: [{ imageId: { imageTag: 'v1' } }],
    });
    expect(held()).toEqual([]);
  });

  it('are put by a command only if that changes anything', async () => {
    const { asWorker } = registry();
    const put = (text: string) => asWorker('ecr', 'PutImage', image('v1', text));
    expect(errorOf(await put('no json'))).toMatchObject({
      code: 'InvalidParameterException',
      message:
        "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'",
    });
    expect((await put(manifest('one'))).ok).toBe(true);
    expect(errorOf(await put(manifest('one')))?.code).toBe('ImageAlreadyExistsException');
  });

  it('have findings only once they were scanned', async () => {
    const { asWorker, kernel } = registry();
    await asWorker('ecr', 'PutImage', image('v1', manifest('one')));
    const params = { repositoryName, imageId: { imageTag: 'v1' } };
    const status = async () => {
      const result = await asWorker('ecr', 'DescribeImageScanFindings', params);
      return result.ok ? result.output.imageScanStatus : result.error.code;
    };
    expect(await status()).toBe('ScanNotFoundException');
    await asWorker('ecr', 'StartImageScan', params);
    expect(await status()).toMatchObject({ status: 'IN_PROGRESS' });
    kernel.schedule(20_000, () => {});
    await kernel.run(() => false);
    expect(await status()).toMatchObject({ status: 'COMPLETE' });
  });
});

describe('repositories', () => {
  it('are kept in their own Region', async () => {
    const { asWorker, recorder } = registry({ app: {}, far: { region: 'eu-west-1' } });
    const put = (name: string, region?: string) =>
      asWorker(
        'ecr',
        'PutImage',
        { ...image('v1', manifest('one')), repositoryName: name },
        region === undefined ? {} : { region },
      );
    expect((await put('app')).ok).toBe(true);
    expect((await put('far', 'eu-west-1')).ok).toBe(true);
    expect((await put('far')).ok).toBe(false);
    expect(
      errorOf(await asWorker('ecr', 'ListImages', { repositoryName }, { region: 'eu-west-1' })),
    ).toEqual({
      code: 'RepositoryNotFoundException',
      status: 400,
      message:
        "The repository with name 'app' does not exist in the registry with id '111122223333'",
    });
    expect(recorder.events.at(-1)).toMatchObject({
      rule: 'ecr.repository-must-exist',
      call: { resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/app' },
    });
  });

  it('are described by name, or all of the Region', async () => {
    const { asWorker } = registry({
      app: { imageTagMutability: 'IMMUTABLE' },
      api: {},
      far: { region: 'eu-west-1' },
    });
    const list = async (params: Record<string, unknown>) =>
      outputOf(await asWorker('ecr', 'DescribeRepositories', params)).repositories as {
        repositoryName: string;
      }[];
    expect((await list({})).map((each) => each.repositoryName)).toEqual(['app', 'api']);
    expect(await list({ repositoryNames: ['app'] })).toEqual([
      {
        repositoryArn: app,
        ...about,
        repositoryUri: '111122223333.dkr.ecr.us-east-1.amazonaws.com/app',
        createdAt: 0,
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: false },
        encryptionConfiguration: { encryptionType: 'AES256' },
      },
    ]);
    expect(
      errorOf(await asWorker('ecr', 'DescribeRepositories', { repositoryNames: ['app', 'none'] })),
    ).toMatchObject({
      code: 'RepositoryNotFoundException',
      message: expect.stringContaining("'none'"),
    });
  });

  it('are asked about one by one when they are named', async () => {
    const Statement = [{ Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: app }];
    const { asWorker } = account({
      policy: { Version: '2012-10-17', Statement },
      resources: { repositories: { app: {}, api: {} } },
    });
    const ask = async (...repositoryNames: string[]) =>
      (await asWorker('ecr', 'DescribeRepositories', { repositoryNames })).ok;
    expect(await ask('app')).toBe(true);
    expect(await ask('app', 'api')).toBe(false);
    expect(await ask()).toBe(false);
  });

  it('are made once in each Region', async () => {
    const { asWorker, recorder } = registry({ app: { region: 'eu-west-1' } });
    const create = (params = {}) =>
      asWorker('ecr', 'CreateRepository', { repositoryName, ...params });
    expect(await create({ tags: [{ Key: 'team', Value: 'web' }] })).toMatchObject({
      output: { repository: { repositoryName: 'app', imageTagMutability: 'MUTABLE' } },
    });
    expect(recorder.events.at(-1)).toMatchObject({
      call: { checks: [{ action: 'ecr:CreateRepository' }, { action: 'ecr:TagResource' }] },
    });
    expect(errorOf(await create())).toEqual({
      code: 'RepositoryAlreadyExistsException',
      status: 400,
      message:
        "The repository with name 'app' already exists in the registry with id '111122223333'",
    });
    expect(errorOf(await create({ repositoryName: 'App' }))?.code).toBe(
      'InvalidParameterException',
    );
    expect((await asWorker('ecr', 'DeleteRepository', { repositoryName })).ok).toBe(true);
    expect((await asWorker('ecr', 'ListImages', { repositoryName })).ok).toBe(false);
  });

  it('obey the policy that a command sets', async () => {
    const { asWorker } = registry();
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'ecr:PutImage' }];
    const policyText = JSON.stringify({ Version: '2012-10-17', Statement });
    const set = (text: string) =>
      asWorker('ecr', 'SetRepositoryPolicy', { repositoryName, policyText: text });
    expect(errorOf(await set('{'))?.message).toBe(
      "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
    );
    expect(await set(policyText)).toMatchObject({ output: { ...about, policyText } });
    expect(errorOf(await asWorker('ecr', 'PutImage', image('v1', manifest('one'))))?.message).toBe(
      `User: arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1 is not authorized to perform: ecr:PutImage on resource: ${app} with an explicit deny in a resource-based policy`,
    );
    await asWorker('ecr', 'DeleteRepositoryPolicy', { repositoryName });
    expect((await asWorker('ecr', 'PutImage', image('v1', manifest('one')))).ok).toBe(true);
  });

  it('of another account let nobody in without a policy', async () => {
    const other = '444455556666';
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'ecr:BatchGetImage' },
    ];
    const policy = { Version: '2012-10-17', Statement };
    const { asWorker } = account({
      policy: allowing('ecr:*'),
      accounts: {
        [other]: { resources: { repositories: { open: { policy, images: ['1'] }, shut: {} } } },
      },
    });
    const get = (name: string, registryId = other) =>
      asWorker('ecr', 'BatchGetImage', {
        registryId,
        repositoryName: name,
        imageIds: [{ imageTag: '1' }],
      });
    expect(await get('open')).toMatchObject({ ok: true, output: { failures: [] } });
    expect(errorOf(await get('shut'))?.message).toContain(
      'because no resource-based policy allows the ecr:BatchGetImage action',
    );
    // Of this account the scenario says nothing.
    expect(await get('any', '777788889999')).toMatchObject({
      ok: true,
      output: { images: [{ repositoryName: 'any' }] },
      assumed: expect.stringContaining('"any"'),
    });
  });
});

describe('the authorization token', () => {
  it('holds user and password for the registries of the Region, for twelve hours', async () => {
    const { asWorker, kernel } = registry();
    const result = await asWorker('ecr', 'GetAuthorizationToken', {}, { region: 'eu-west-1' });
    const [data] = outputOf(result).authorizationData as Record<string, unknown>[];
    const { authorizationToken, expiresAt, proxyEndpoint } = data!;
    const login = atob(String(authorizationToken));
    expect(login).toMatch(/^AWS:[A-Za-z0-9+/=]{2000,}$/);
    expect(readToken(login.slice(4))).toMatchObject({ service: 'ecr', region: 'eu-west-1' });
    expect(expiresAt).toBe(kernel.clock.now() + 12 * 3_600_000);
    expect(proxyEndpoint).toBe('https://111122223333.dkr.ecr.eu-west-1.amazonaws.com');
  });

  it('is nothing that anybody else can make', () => {
    for (const text of [
      '',
      'x',
      btoa('{}'),
      btoa('{"payload":"e30=.x","expiration":1}'),
      btoa('[]'),
    ]) {
      expect(readToken(text)).toBeNull();
    }
  });
});
