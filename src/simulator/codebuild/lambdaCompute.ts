import type { CodeBuildProject } from '../scenario/types.ts';

/** Builds that run as a Lambda function (CodeBuild User Guide, "Run builds on AWS Lambda compute"). */
export const isLambda = ({ environment }: CodeBuildProject): boolean =>
  environment.type.includes('LAMBDA');

const minuteMs = 60_000;
/** A Lambda function ends after 15 minutes, and so does the build in it. Custom timeouts mean nothing. */
const ceilingMs = 15 * minuteMs;

/** The one directory in which something can be written. */
export const lambdaDirectory = '/tmp';
/** Who runs the commands: never root. The name is that of Lambda's own sandboxes. */
export const lambdaUser = 'sbx_user1051';

/** Directory of source and scripts: `/codebuild/output`, on Lambda compute below `/tmp`. */
export const outputDirectory = (project: CodeBuildProject): string =>
  `${isLambda(project) ? lambdaDirectory : ''}/codebuild/output`;

/** Timeouts of a build in ms of virtual time. */
export function timeoutsOf(project: CodeBuildProject): {
  timeoutMs: number;
  queuedTimeoutMs: number;
} {
  const queuedUsual = 480;
  if (isLambda(project)) return { timeoutMs: ceilingMs, queuedTimeoutMs: queuedUsual * minuteMs };
  return {
    timeoutMs: (project.timeoutInMinutes ?? 60) * minuteMs,
    queuedTimeoutMs: (project.queuedTimeoutInMinutes ?? queuedUsual) * minuteMs,
  };
}

/** What a project on Lambda compute cannot have: whether it has it, and its name. */
const impossible: readonly [string, (project: CodeBuildProject) => boolean][] = [
  ['A custom image', ({ environment }) => !/lambda-standard/.test(environment.image)],
  ['Privileged mode', ({ environment }) => environment.privilegedMode === true],
  ['VPC', ({ vpcConfig }) => Object(vpcConfig).vpcId !== undefined],
  ['EFS', ({ fileSystemLocations: list }) => Array.isArray(list) && list.length > 0],
  ['Badge', ({ badgeEnabled, badge }) => (badgeEnabled ?? Object(badge).badgeEnabled) === true],
  ['Reserved capacity', ({ environment }) => environment.fleet !== undefined],
];

/** Why CodeBuild does not take the project; null: it does. The words are ours: those of the API were not seen. */
export function lambdaRefusal(project: CodeBuildProject): string | null {
  if (!isLambda(project)) return null;
  const found = impossible.find(([, has]) => has(project));
  return found === undefined ? null : `${found[0]} is not supported for Lambda compute`;
}
