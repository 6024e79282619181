import { expect } from 'vitest';
import { inBuildspec } from '../../../unit/engine/support.ts';
import { buildPolicy, drop } from '../../iam/edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const upload = { scenario, phase: 'UPLOAD_ARTIFACTS', statusCode: 'CLIENT_ERROR' } as const;

/** What a build leaves behind, or fails to. */
export const artifactFaults: readonly BuildFault[] = [
  {
    ...upload,
    number: 61,
    what: 'a directory’s name instead of a glob',
    source: 'Posted build logs 2020–2025',
    edit: (edited) =>
      inBuildspec(edited, "  base-directory: dist\n  files:\n    - '**/*'", '  files:\n    - dist'),
    message: 'Phase context status code: CLIENT_ERROR Message: no matching artifact paths found',
    also: ({ log }) => {
      expect(log).toContain('Skipping invalid file path dist');
    },
  },
  {
    ...upload,
    number: 62,
    what: 'the base directory was never made',
    source: 'Widely reported, unverified exact',
    edit: (edited) => inBuildspec(edited, 'base-directory: dist', 'base-directory: build'),
    message: 'no matching base directory path found for build',
  },
  {
    ...upload,
    number: 63,
    what: 'the role may not put the artifact into the bucket',
    source: 'Posted build logs',
    edit: (edited) => drop(buildPolicy(edited), 'Artifacts', 's3:PutObject'),
    message:
      /Error in UPLOAD_ARTIFACTS phase: AccessDenied: .*s3:PutObject.*\n\tstatus code: 403, request id: [A-Z0-9]{16}, host id: \S+/,
  },
];
