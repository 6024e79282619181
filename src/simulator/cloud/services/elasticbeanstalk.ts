import { arn } from '../arns.ts';
import { text, texts } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, Params, Permission, ServiceDefinition } from '../types.ts';
import { find } from './declared.ts';
import { operations } from './operation.ts';

/** ms of virtual time that an environment takes to become ready again; a typical figure. */
const updateMs = 90_000;

const environmentArn = (params: Params, env: Environment, name: string): string =>
  `arn:aws:elasticbeanstalk:${env.region}:${env.account}:environment/${text(params, 'ApplicationName') || '*'}/${name}`;

const environmentOf = (env: Environment, name: string) =>
  find(env, {
    kind: 'elasticbeanstalk:environment',
    name,
    called: 'environment',
    make: () => ({ EnvironmentName: name }),
  });

/** Beanstalk reads the bundle with the caller's rights (AWS Elastic Beanstalk Developer Guide, "Managing user policies"). */
function readsBundle(params: Params): Permission[] {
  const { S3Bucket, S3Key } = (params.SourceBundle ?? {}) as Params;
  return typeof S3Bucket === 'string' && typeof S3Key === 'string'
    ? [{ action: 's3:GetObject', resource: arn.object(S3Bucket, S3Key) }]
    : [];
}

const inTheCallersName =
  'What Elastic Beanstalk does is not simulated, nor are the permissions asked that it needs of the caller: CloudFormation, EC2, Auto Scaling, load balancers, S3.';

/** AWS Elastic Beanstalk API Reference. */
export const elasticbeanstalkService: ServiceDefinition = {
  service: 'elasticbeanstalk',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('elasticbeanstalk', {
    CreateApplicationVersion: {
      resource:
        'arn:aws:elasticbeanstalk:{region}:{account}:applicationversion/{ApplicationName}/{VersionLabel}',
      context: (params, env) => ({
        'elasticbeanstalk:InApplication': `arn:aws:elasticbeanstalk:${env.region}:${env.account}:application/${text(params, 'ApplicationName')}`,
      }),
      also: readsBundle,
      handle(params, env) {
        const ApplicationName = text(params, 'ApplicationName');
        const VersionLabel = text(params, 'VersionLabel');
        const ApplicationVersionArn = `arn:aws:elasticbeanstalk:${env.region}:${env.account}:applicationversion/${ApplicationName}/${VersionLabel}`;
        const versions = records(env.state, 'elasticbeanstalk:version');
        if (versions.has(ApplicationVersionArn)) {
          return refuse(
            'InvalidParameterValue',
            `Application Version ${VersionLabel} already exists.`,
          );
        }
        const { SourceBundle } = params;
        const now = env.clock.now();
        const ApplicationVersion = {
          ApplicationVersionArn,
          ApplicationName,
          VersionLabel,
          ...(SourceBundle === undefined ? {} : { SourceBundle }),
          DateCreated: now,
          DateUpdated: now,
          Status: 'UNPROCESSED',
        };
        versions.set(ApplicationVersionArn, ApplicationVersion);
        return done({ ApplicationVersion });
      },
      details: (params) => ({ version: text(params, 'VersionLabel') }),
    },
    UpdateEnvironment: {
      resource: (params, env) =>
        environmentArn(params, env, text(params, 'EnvironmentName') || '*'),
      handle(params, env) {
        const name = text(params, 'EnvironmentName');
        const record = environmentOf(env, name)?.record ?? {};
        const label = text(params, 'VersionLabel');
        if (label !== '') record.VersionLabel = label;
        record.readyAt = env.clock.now() + updateMs;
        return { ok: true, output: shown(record, env), assumed: inTheCallersName };
      },
      details: (params) => ({ environment: text(params, 'EnvironmentName') }),
    },
    DescribeEnvironments: {
      resource(params, env) {
        const names = texts(params, 'EnvironmentNames');
        return (names.length === 0 ? ['*'] : names).map((name) =>
          environmentArn(params, env, name),
        );
      },
      handle(params, env) {
        const names = texts(params, 'EnvironmentNames');
        const all =
          names.length === 0
            ? [...records(env.state, 'elasticbeanstalk:environment').values()]
            : names.flatMap((name): Params[] => {
                const found = environmentOf(env, name);
                return found === undefined ? [] : [found.record];
              });
        const output = { Environments: all.map((record) => shown(record, env)) };
        return { ok: true, output, ...(all.length === 0 ? {} : { assumed: inTheCallersName }) };
      },
    },
  }),
};

function shown({ readyAt, ...record }: Params, env: Environment): Params {
  const { EnvironmentName, VersionLabel } = record;
  const busy = typeof readyAt === 'number' && env.clock.now() < readyAt;
  return {
    EnvironmentName,
    ...(VersionLabel === undefined ? {} : { VersionLabel }),
    Status: busy ? 'Updating' : 'Ready',
    Health: busy ? 'Grey' : 'Green',
  };
}
