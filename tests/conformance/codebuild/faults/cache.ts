import { expect } from 'vitest';
import type { Scenario } from '../../../../src/simulator/read.ts';
import { allowBuild } from '../../iam/edits.ts';
import { environment, onlyBuild, project } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';

/** The build caches a directory in S3. The role may do nothing there. */
function cached(scenario: Scenario): void {
  project(scenario).cache = { type: 'S3', location: 'cache-bucket/builds' };
  scenario.resources!.buckets!['cache-bucket'] = {};
  scenario.repository.files['buildspec.yml'] =
    "version: 0.2\nphases:\n  build:\n    commands:\n      - mkdir -p dist && echo built > dist/index.html\nartifacts:\n  base-directory: dist\n  files:\n    - '**/*'\ncache:\n  paths:\n    - node_modules/**/*\n";
}

/** A cache that cannot be had is a line in the log: the build goes on without it. */
export const cacheFaults: readonly BuildFault[] = [
  {
    scenario: 'node-site-to-s3',
    number: 71,
    what: 'the role may not read the bucket of the cache',
    source: `${guide}; the line is from a posted log of 2024`,
    edit: cached,
    message:
      /Unable to download cache: AccessDenied: User: .*\/AWSCodeBuild-# is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::cache-bucket\/builds\/[0-9a-f-]{36}" .*\n\tstatus code: 403, request id: \w{16}, host id: \S+/,
    phase: null,
    status: 'Succeeded',
    also: ({ log }) => {
      expect(log).toContain('Unable to upload cache: AccessDenied: ');
    },
  },
  {
    scenario: 'node-site-to-s3',
    number: 80,
    what: 'with a local source cache .git is a file',
    source: guide,
    edit: (scenario) => {
      project(scenario).cache = { type: 'LOCAL', modes: ['LOCAL_SOURCE_CACHE'] };
      const [source] = scenario.pipeline.stages[0]!.actions;
      source!.configuration!.OutputArtifactFormat = 'CODEBUILD_CLONE_REF';
      allowBuild(scenario, 'Clone', 'codeconnections:UseConnection', '*');
      onlyBuild(scenario, 'cat "$(git rev-parse --git-dir)/HEAD"', 'cat .git', 'cat .git/HEAD');
    },
    message: 'cat: .git/HEAD: Not a directory',
    phase: 'BUILD',
    statusCode: 'COMMAND_EXECUTION_ERROR',
    exitCode: 1,
    also: ({ log }) => {
      expect(log).toMatch(/\n[0-9a-f]{40}\n/);
      expect(log).toContain('gitdir: /codebuild/local-cache/');
    },
  },
  {
    scenario: 'node-site-to-s3',
    number: 72,
    what: 'an image without root certificates',
    source: guide,
    edit: (scenario) => {
      cached(scenario);
      environment(scenario, { image: 'ubuntu:22.04' });
    },
    message:
      'Unable to download cache: RequestError: Send request failed caused by: x509: Failed to load system roots and no roots provided',
    phase: null,
    status: 'Succeeded',
  },
];
