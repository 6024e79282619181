import type { Rule } from '../recording/worldTypes.ts';

/** Rules of what a build leaves behind: artifacts, reports, caches. */
export const buildOutputRules = {
  'codebuild.report-groups': {
    text: 'A name under reports makes the report group <project>-<name>; the service role makes the group, the report and what it holds. An ARN names a group that is there already.',
    source: 'CodeBuild User Guide, "Report group naming" and "Test report permissions"',
    evidence: 'documented',
    test: 'unit/codebuild/reports.test.ts: are made by the service role',
  },
  'codebuild.report-never-fails-build': {
    text: 'A report with failed tests is FAILED, and the build goes on: only the exit code of the command that ran the tests counts.',
    source:
      'CodeBuild API Reference, "Report"; nothing in the User Guide lets a report end a build',
    evidence: 'derived',
    test: 'unit/codebuild/reports.test.ts: a failed test fails the report, not the build',
  },
} satisfies Record<string, Rule>;
