import type { Scenario } from '../../../../src/simulator/read.ts';
import { allowBuild, buildPolicy } from '../../iam/edits.ts';
import { environment, onlyBuild, project } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';

/** A second action beside the build, of the same project. */
function twoBuilds(edited: Scenario): void {
  const [, build] = edited.pipeline.stages;
  const [first] = build!.actions;
  build!.actions.push({ ...first!, name: 'Again', outputArtifacts: [] });
}

const quota = (number: 1 | 2, concurrentBuilds: number): BuildFault => ({
  scenario,
  number,
  what:
    concurrentBuilds === 0
      ? 'a new account that may run no build yet'
      : 'an account that may run one build at a time',
  source: 'Posted errors',
  edit: (edited) => {
    edited.account = { id: '111122223333', region: 'us-east-1', concurrentBuilds };
    if (concurrentBuilds > 0) twoBuilds(edited);
  },
  message: new RegExp(
    `Error calling startBuild: Cannot have more than ${concurrentBuilds} builds in queue for the account \\(Service: AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException;`,
  ),
  phase: null,
});

/** What keeps a build from starting, or its source from arriving. */
export const startingFaults: readonly BuildFault[] = [
  quota(1, 0),
  quota(2, 1),
  {
    scenario,
    number: 3,
    what: 'the project runs as many builds as its limit allows',
    source: guide,
    edit: (edited) => {
      project(edited).concurrentBuildLimit = 1;
      twoBuilds(edited);
    },
    message: 'Build failed to start',
    phase: null,
    also: (_told, { outcome }) => {
      if (outcome.builds.length !== 1) throw new Error('the refused build must not exist');
    },
  },
  {
    scenario,
    number: 23,
    what: 'a full clone, and the role may not use the connection',
    source: 'Posted build logs',
    edit: (edited) => {
      const [source] = edited.pipeline.stages[0]!.actions;
      source!.configuration = {
        ...source!.configuration,
        OutputArtifactFormat: 'CODEBUILD_CLONE_REF',
      };
    },
    message: /authorization failed for primary source and source version [0-9a-f]{40}/,
    phase: 'DOWNLOAD_SOURCE',
    statusCode: 'CLIENT_ERROR',
  },
  {
    scenario,
    number: 29,
    what: 'a certificate that is not where the project says',
    source: guide,
    edit: (edited) => environment(edited, { certificate: 'acme-certificates/ca.pem' }),
    message: 'Unable to download certificate from S3. AccessDenied',
    phase: 'DOWNLOAD_SOURCE',
    statusCode: 'CLIENT_ERROR',
  },
  {
    scenario,
    number: 88,
    what: 'a fleet of one machine, which another build has',
    source: 'CodeBuild API Reference, "PhaseType"; the words are not verified',
    edit: (edited) => {
      const fleetArn = 'arn:aws:codebuild:us-east-1:111122223333:fleet/small:0a1b2c3d';
      environment(edited, { fleet: { fleetArn } });
      edited.resources!.fleets = { small: { baseCapacity: 1, overflowBehavior: 'QUEUE' } };
      project(edited).queuedTimeoutInMinutes = 5;
      onlyBuild(edited, 'sleep 900');
      twoBuilds(edited);
    },
    message: 'BUILD_TIMED_OUT: Build has timed out.',
    phase: null,
    also: (told) => {
      if (!told.phases.includes('QUEUED TIMED_OUT')) throw new Error(told.phases.join(', '));
    },
  },
  {
    scenario,
    number: 92,
    what: 'the role may not write into the log it has made',
    source: 'AWS CodeBuild User Guide, "Allow CodeBuild to interact with other AWS services"',
    edit: (edited) => {
      const statements = buildPolicy(edited).Statement;
      for (const statement of statements) {
        const { Action: actions } = statement;
        if (Array.isArray(actions))
          statement.Action = actions.filter((action) => action !== 'logs:PutLogEvents');
      }
      allowBuild(edited, 'LogsOnly', 'logs:CreateLogStream', '*');
    },
    message: 'is not authorized to perform: logs:PutLogEvents',
    phase: null,
    status: 'Succeeded',
    also: (told) => {
      if (told.log.includes('[Container]'))
        throw new Error('CloudWatch shows lines that the role may not write');
    },
  },
];
