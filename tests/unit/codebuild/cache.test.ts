import { describe, expect, it } from 'vitest';
import { packCache, unpackCache } from '../../../src/simulator/codebuild/cache/archive.ts';
import { cacheSettings } from '../../../src/simulator/codebuild/cache/settings.ts';
import type { Scenario } from '../../../src/simulator/read.ts';
import {
  buildRole,
  eventsOf,
  log,
  nodeSite,
  output,
  type Policy,
  phaseOf,
  simulate,
} from '../engine/support.ts';

const minute = 60_000;
const s3 = { type: 'S3', location: 'cache-bucket/builds' };
const custom = { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] };

/** Prints what the cache brought, then writes the number of the build into it. */
const commands = [
  'cat /root/deps/a.txt || echo nothing',
  'mkdir -p /root/deps',
  'echo "from build $CODEBUILD_BUILD_NUMBER" > /root/deps/a.txt',
];

interface Setting {
  cache: Record<string, unknown>;
  /** The section in the buildspec. */
  section?: string;
  actions?: string[];
  pushes?: { at: number; files?: Record<string, string> }[];
  edit?: (scenario: Scenario) => void;
}
const section = "cache:\n  paths:\n    - '/root/deps/**/*'\n";

/** Two builds of one project, ten minutes apart unless told. */
const site = (o: Setting) =>
  nodeSite((scenario) => {
    scenario.repository.files['buildspec.yml'] =
      `version: 0.2\nphases:\n  build:\n    commands:\n${commands
        .map((command) => `      - ${JSON.stringify(command)}\n`)
        .join('')}${o.section ?? section}artifacts:\n  files:\n    - package.json\n`;
    const [project] = Object.values(scenario.projects);
    project!.cache = o.cache;
    scenario.resources!.buckets!['cache-bucket'] = {};
    buildRole(scenario).role.policies.cache = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: o.actions ?? ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
          Resource: ['arn:aws:s3:::cache-bucket', 'arn:aws:s3:::cache-bucket/*'],
        },
      ],
    } satisfies Policy;
    scenario.interventions = (o.pushes ?? [{ at: 0 }, { at: 10 * minute }]).map(
      ({ at, files }) => ({
        when: { at },
        type: 'push',
        ...(files === undefined ? {} : { files }),
      }),
    );
    o.edit?.(scenario);
  });

type Recording = Awaited<ReturnType<typeof simulate>>;
/** What each build found. */
const found = (recording: Recording) =>
  recording.outcome.commands
    .filter(({ text }) => text.startsWith('cat'))
    .map((command) =>
      output(command)
        .split('\n')[0]
        ?.replace(/^cat:.*/, 'nothing'),
    );
const stored = (recording: Recording) =>
  eventsOf(recording, 'object.stored').filter(({ bucket }) => bucket === 'cache-bucket');

describe('a cache in S3', () => {
  it('finds in the second build what the first one left', async () => {
    const recording = await simulate(site({ cache: s3 }));
    expect(found(recording)).toEqual(['nothing', 'from build 1']);
    const text = log(recording);
    expect(text).toContain('Expanded cache path /root/deps/**/*');
    expect(text).toMatch(
      /Unable to download cache: NoSuchKey: The specified key does not exist\.\n\tstatus code: 404, request id: \w{16}, host id: /,
    );
    expect(text).toMatch(/Uploading S3 cache\.\.\.\n.*Phase complete: POST_BUILD/);
    expect(text).toMatch(/Downloading S3 cache\.\.\.\n.*Unarchiving cache\.\.\.\n/);
    const keys = stored(recording).map(({ objectKey }) => objectKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('under a key is written once, and never again', async () => {
    const keyed = `${section}  key: deps-v1\n`;
    const recording = await simulate(
      site({ cache: s3, section: keyed, pushes: [0, 10, 20].map((at) => ({ at: at * minute })) }),
    );
    expect(found(recording)).toEqual(['nothing', 'from build 1', 'from build 1']);
    expect(stored(recording)).toHaveLength(1);
  });

  it('follows its key, and falls back to a prefix of it', async () => {
    const section = (fallback: string) =>
      `cache:\n  key: deps-$(cat version.txt)\n${fallback}  paths:\n    - /root/deps\n`;
    const pushes = [
      { at: 0, files: { 'version.txt': 'one' } },
      { at: 10 * minute, files: { 'version.txt': 'two' } },
    ];
    const without = await simulate(site({ cache: s3, section: section(''), pushes }));
    expect(found(without)).toEqual(['nothing', 'nothing']);
    expect(stored(without)).toHaveLength(2);
    const fallback = await simulate(
      site({ cache: s3, section: section('  fallback-keys:\n    - deps-\n'), pushes }),
    );
    expect(found(fallback)).toEqual(['nothing', 'from build 1']);
  });

  it('takes its key from the contents of files', async () => {
    const section =
      "cache:\n  key: npm-$(codebuild-hash-files package-lock.json 'packages/**/*.lock')\n  paths:\n    - /root/deps\n";
    const pushes = ['one', 'two', 'one'].map((text, build) => ({
      at: build * 10 * minute,
      files: { 'packages/a/b.lock': text },
    }));
    const recording = await simulate(site({ cache: s3, section, pushes }));
    expect(found(recording)).toEqual(['nothing', 'nothing', 'from build 1']);
    const [first] = stored(recording);
    expect(first?.objectKey).toMatch(/\/npm-[0-9a-f]{64}$/);
  });

  it('is only read, or only written, where action says so', async () => {
    const restore = await simulate(site({ cache: s3, section: `${section}  action: restore\n` }));
    expect(stored(restore)).toHaveLength(0);
    const save = await simulate(site({ cache: s3, section: `${section}  action: save\n` }));
    expect(found(save)).toEqual(['nothing', 'nothing']);
    expect(stored(save)).toHaveLength(2);
  });

  it('that the role may not read is a line in the log, and no failure', async () => {
    const recording = await simulate(site({ cache: s3, actions: ['s3:PutObject'] }));
    expect(log(recording)).toContain('Unable to download cache: AccessDenied: User: ');
    expect(recording.outcome.builds.map(({ buildStatus }) => buildStatus)).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
    ]);
  });

  it('that the role may not write is a line in the log, and no failure', async () => {
    const recording = await simulate(
      site({ cache: s3, actions: ['s3:GetObject', 's3:ListBucket'] }),
    );
    expect(log(recording)).toContain('Unable to upload cache: AccessDenied: User: ');
    expect(phaseOf(recording, 'POST_BUILD')?.phaseStatus).toBe('SUCCEEDED');
  });

  it('is not stored by a build that has failed', async () => {
    const recording = await simulate(
      site({
        cache: s3,
        edit: (scenario) => {
          const { files } = scenario.repository;
          files['buildspec.yml'] = files['buildspec.yml']!.replace(
            'cache:',
            '      - exit 3\ncache:',
          );
        },
      }),
    );
    expect(stored(recording)).toHaveLength(0);
  });
});

describe('a cache on the build host', () => {
  it('links directories to what an earlier build on the host left', async () => {
    const recording = await simulate(site({ cache: custom }));
    expect(found(recording)).toEqual(['nothing', 'from build 1']);
    expect(log(recording)).toMatch(
      /MkdirAll: (\/codebuild\/local-cache\/custom\/[0-9a-f]{64}\/root\/deps)\n.*Symlinking: \/root\/deps => \1\n/,
    );
  });

  it('is gone when the next build comes long after', async () => {
    const recording = await simulate(
      site({ cache: custom, pushes: [{ at: 0 }, { at: 120 * minute }] }),
    );
    expect(found(recording)).toEqual(['nothing', 'nothing']);
  });

  it('is none in a VPC, on ARM and on the largest machines', () => {
    const project = (more: object, environment: object = {}) => ({
      name: 'p',
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'i',
        computeType: 'BUILD_GENERAL1_SMALL',
        ...environment,
      },
      serviceRole: 'r',
      cache: custom,
      ...more,
    });
    expect(cacheSettings(project({})).type).toBe('LOCAL');
    for (const other of [
      project({ vpcConfig: { vpcId: 'vpc-1' } }),
      project({}, { type: 'ARM_CONTAINER' }),
      project({}, { computeType: 'BUILD_GENERAL1_2XLARGE' }),
      project({ cache: { type: 'S3', location: 7 } }),
      project({ cache: 'S3' }),
    ]) {
      expect(cacheSettings(other).type).toBe('NO_CACHE');
    }
  });
});

describe('without a cache', () => {
  it('the section is missing or names no paths: the line that is blamed for everything', async () => {
    const recording = await simulate(
      site({ cache: { type: 'NO_CACHE' }, section: '', pushes: [{ at: 0 }] }),
    );
    expect(log(recording)).toMatch(
      /Cache is not defined in the buildspec\n.*Skip cache due to: no paths specified to be cached\n/,
    );
    const empty = await simulate(
      site({ cache: s3, section: 'cache:\n  key: k\n', pushes: [{ at: 0 }] }),
    );
    expect(log(empty)).not.toContain('Cache is not defined');
    expect(log(empty)).toContain('Skip cache due to: no paths specified to be cached');
  });
});

describe('the archive of a cache', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('puts files of the source where the source lies now, all others where they lay', () => {
    const files = new Map([
      ['/codebuild/output/src1/src/node_modules/a.js', bytes('a')],
      ['/root/.m2/b.jar', bytes('b')],
      ['/opt/c', bytes('c')],
    ]);
    const packed = packCache(files, '/codebuild/output/src1/src');
    expect([...unpackCache(packed, '/codebuild/output/src2/src').keys()].sort()).toEqual([
      '/codebuild/output/src2/src/node_modules/a.js',
      '/opt/c',
      '/root/.m2/b.jar',
    ]);
  });

  it('that is none holds nothing', () => {
    expect(unpackCache(bytes('no zip'), '/src').size).toBe(0);
    expect(
      unpackCache(packCache(new Map([['/src/../etc/x', bytes('x')]]), '/src'), '/src').size,
    ).toBe(0);
  });
});
