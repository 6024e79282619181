/** The settings of a project that the form knows (CodeBuild API Reference, "Project"). All others stay as they are written. */
import { computeTypes, curatedImageList, type Path } from '../../simulator/read.ts';
import type { Scenario } from '../../simulator/scenario/types.ts';
import { rolesOf } from '../session/arns.ts';
import type { Change } from './values.ts';

export interface Option {
  value: string;
  label: string;
  /** Heading in the list. */
  group?: string;
}
/** `choice`: one of a list; `open`: one of a list, or another text; `list`: several words in one field. */
export type SettingKind = 'text' | 'number' | 'check' | 'choice' | 'open' | 'list';

type Values = (path: Path) => unknown;

export interface Setting {
  path: Path;
  label: string;
  kind: SettingKind;
  /** What holds while nothing is written. */
  unset?: string;
  /** One sentence below the field. */
  help?: string;
  options?(scenario: Scenario): Option[];
  /** The simulator keeps it as it is written, and does not act on it. */
  inert?: true;
  /** Whether it means anything now. */
  when?(get: Values): boolean;
  /** What has to change along with it. */
  along?(value: unknown, get: Values): Change[];
}

const plain = (...values: string[]): Option[] => values.map((value) => ({ value, label: value }));

const imageOptions = (): Option[] =>
  curatedImageList.map(({ image, system, type, retired }) => ({
    value: image,
    label: `${image.replace('aws/codebuild/', '')} · ${system}`,
    group: retired ? 'Retired' : type === 'ARM_CONTAINER' ? 'ARM' : 'Linux',
  }));

const computeOptions = (): Option[] =>
  Object.entries(computeTypes).map(([value, { vCpus, memoryGiB, diskGB }]) => ({
    value,
    label: `${value} · ${vCpus} vCPU, ${memoryGiB} GiB, ${diskGB} GB disk`,
    group: value.startsWith('BUILD_LAMBDA') ? 'Lambda' : 'EC2',
  }));

const isCurated = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('aws/codebuild/');

/** A companion that a service wants beside a value, where it is not written yet. */
const needs =
  (path: Path, written: string): NonNullable<Setting['along']> =>
  (value, get) =>
    value === undefined || get(path) !== undefined ? [] : [{ path, value: written }];

const cloudWatch = ['logsConfig', 'cloudWatchLogs'];
const s3Logs = ['logsConfig', 's3Logs'];

export const sections: readonly { title: string; settings: readonly Setting[] }[] = [
  {
    title: 'Environment',
    settings: [
      {
        path: ['environment', 'image'],
        label: 'Image',
        kind: 'open',
        options: imageOptions,
        along: (value, get) => {
          const known = curatedImageList.find(({ image }) => image === value);
          return known === undefined || get(['environment', 'type']) === known.type
            ? []
            : [{ path: ['environment', 'type'], value: known.type }];
        },
      },
      {
        path: ['environment', 'imagePullCredentialsType'],
        label: 'Who pulls the image',
        kind: 'choice',
        unset: 'CODEBUILD',
        options: () => plain('CODEBUILD', 'SERVICE_ROLE'),
        when: (get) => !isCurated(get(['environment', 'image'])),
        help: 'A private image needs SERVICE_ROLE: the role then asks ECR for it.',
      },
      {
        path: ['environment', 'type'],
        label: 'Environment type',
        kind: 'open',
        options: () =>
          plain(
            'LINUX_CONTAINER',
            'ARM_CONTAINER',
            'LINUX_GPU_CONTAINER',
            'LINUX_LAMBDA_CONTAINER',
            'ARM_LAMBDA_CONTAINER',
          ),
      },
      {
        path: ['environment', 'computeType'],
        label: 'Compute',
        kind: 'open',
        options: computeOptions,
      },
      {
        path: ['environment', 'privilegedMode'],
        label: 'Privileged mode',
        kind: 'check',
        help: 'Builds that run Docker in a VPC need it.',
      },
    ],
  },
  {
    title: 'Role and time',
    settings: [
      {
        path: ['serviceRole'],
        label: 'Service role',
        kind: 'open',
        options: (scenario) => rolesOf(scenario).map(({ label, arn }) => ({ value: arn, label })),
        help: 'The build may do what this role may do, and nothing else.',
      },
      {
        path: ['timeoutInMinutes'],
        label: 'Timeout, minutes',
        kind: 'number',
        unset: '60',
        help: '5 to 2160.',
      },
      {
        path: ['queuedTimeoutInMinutes'],
        label: 'Queued timeout, minutes',
        kind: 'number',
        unset: '480',
        help: '5 to 480.',
      },
      {
        path: ['concurrentBuildLimit'],
        label: 'Concurrent builds',
        kind: 'number',
        unset: 'no limit',
      },
    ],
  },
  {
    title: 'Source',
    settings: [
      {
        path: ['source', 'buildspec'],
        label: 'Buildspec',
        kind: 'text',
        unset: 'buildspec.yml',
        help: 'A path in the repository, an ARN of an S3 object, or the buildspec itself.',
      },
      {
        path: ['badgeEnabled'],
        label: 'Build badge',
        inert: true,
        kind: 'check',
        help: 'Not for projects that a pipeline feeds.',
      },
    ],
  },
  {
    title: 'VPC',
    settings: [
      { path: ['vpcConfig', 'vpcId'], label: 'VPC', kind: 'text', unset: 'none' },
      {
        path: ['vpcConfig', 'subnets'],
        label: 'Subnets',
        kind: 'list',
        unset: 'none',
        help: 'Private ones with a NAT gateway: a build never has a public address.',
      },
      {
        path: ['vpcConfig', 'securityGroupIds'],
        label: 'Security groups',
        kind: 'list',
        unset: 'none',
      },
    ],
  },
  {
    title: 'Cache',
    settings: [
      {
        path: ['cache', 'type'],
        label: 'Cache',
        kind: 'choice',
        unset: 'NO_CACHE',
        options: () => plain('NO_CACHE', 'S3', 'LOCAL'),
      },
      {
        path: ['cache', 'location'],
        label: 'Cache location',
        kind: 'text',
        help: 'bucket/prefix, without a slash at its end.',
        when: (get) => get(['cache', 'type']) === 'S3',
      },
      {
        path: ['cache', 'modes'],
        label: 'Cache modes',
        kind: 'list',
        help: 'LOCAL_SOURCE_CACHE, LOCAL_DOCKER_LAYER_CACHE, LOCAL_CUSTOM_CACHE.',
        when: (get) => get(['cache', 'type']) === 'LOCAL',
      },
    ],
  },
  {
    title: 'Logs',
    settings: [
      {
        path: [...cloudWatch, 'status'],
        label: 'CloudWatch Logs',
        kind: 'choice',
        unset: 'ENABLED',
        options: () => plain('ENABLED', 'DISABLED'),
      },
      {
        path: [...cloudWatch, 'groupName'],
        label: 'Log group',
        kind: 'text',
        unset: '/aws/codebuild/<project>',
        along: needs([...cloudWatch, 'status'], 'ENABLED'),
      },
      {
        path: [...s3Logs, 'status'],
        label: 'Logs in S3',
        kind: 'choice',
        unset: 'DISABLED',
        options: () => plain('ENABLED', 'DISABLED'),
      },
      {
        path: [...s3Logs, 'location'],
        label: 'Log location',
        kind: 'text',
        help: 'bucket/prefix',
        when: (get) => get([...s3Logs, 'status']) === 'ENABLED',
      },
    ],
  },
];

/** Below which section the environment variables stand. */
export const variablesAfter = 'Environment';
