import type { Scenario } from '../../../../src/simulator/read.ts';
import { allowBuild } from '../../iam/edits.ts';
import { buildspec, project, spec } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';
const location = 'https://github.com/acme/web.git';

/** A build that no pipeline started, of a project with a source of its own. */
export function alone(
  edited: Scenario,
  source: Record<string, unknown>,
  overrides: Record<string, unknown> = {},
): void {
  Object.assign(project(edited), {
    source: { type: 'GITHUB', location, ...source },
    artifacts: { type: 'NO_ARTIFACTS' },
  });
  edited.interventions = [
    { when: { at: 0 }, type: 'startBuild', project: project(edited).name, overrides },
  ];
}

const fault = {
  scenario: 'node-site-to-s3',
  phase: 'DOWNLOAD_SOURCE',
  statusCode: 'CLIENT_ERROR',
  status: null,
} as const;

/** Sources of the project itself. */
export const sourceFaults: readonly BuildFault[] = [
  {
    ...fault,
    number: 24,
    what: 'a private repository, and no credential for it',
    source: 'Posted build logs',
    edit: (edited) => {
      edited.repository.visibility = 'private';
      alone(edited, {}, { sourceVersion: 'main' });
    },
    message: 'authentication required for primary source and source version main',
  },
  {
    ...fault,
    number: 25,
    what: 'a repository that is not there',
    source: 'Posted build logs',
    edit: (edited) =>
      alone(
        edited,
        { location: 'https://github.com/acme/wbe.git' },
        { sourceVersion: 'refs/heads/main' },
      ),
    message: 'repository not found for primary source and source version refs/heads/main',
  },
  {
    ...fault,
    number: 26,
    what: 'a branch that is called otherwise',
    source: 'Posted build logs',
    edit: (edited) => alone(edited, {}, { sourceVersion: 'master' }),
    message: 'reference not found for primary source',
  },
  {
    ...fault,
    number: 27,
    what: 'the source lies in a bucket of another Region',
    source: guide,
    edit: (edited) => {
      alone(edited, { type: 'S3', location: 'acme-sources/web.zip' });
      edited.resources!.buckets!['acme-sources'] = { region: 'eu-west-1' };
    },
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint',
  },
  {
    ...fault,
    number: 28,
    what: 'a server with a certificate of its own making',
    source: guide,
    edit: (edited) => {
      edited.repository.certificate = 'self-signed';
      alone(edited, {
        type: 'GITHUB_ENTERPRISE',
        location: 'https://git.example.com/acme/web.git',
      });
    },
    message:
      "Git clone failed: Unable to access 'https://git.example.com/acme/web.git': SSL certificate problem: Self signed certificate",
  },
  {
    ...fault,
    number: 64,
    what: 'the artifacts go to a bucket of another Region',
    source: guide,
    phase: 'UPLOAD_ARTIFACTS',
    edit: (edited) => {
      alone(edited, {});
      project(edited).artifacts = { type: 'S3', location: 'acme-far-away', name: 'site' };
      edited.resources!.buckets!['acme-far-away'] = { region: 'eu-west-1' };
      allowBuild(edited, 'FarAway', 's3:PutObject', 'arn:aws:s3:::acme-far-away/*');
      buildspec(edited, spec({ build: ['echo hi > a.txt'] }, 'artifacts:\n  files: a.txt\n'));
    },
    message: 'Invalid arn',
  },
];
