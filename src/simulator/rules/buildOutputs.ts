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
  'codebuild.bucket-owner-checked': {
    text: 'With s3:GetBucketAcl in its role CodeBuild checks that the buckets of artifacts still have their owner: a bucket that now belongs to another account and does not answer ends the phase. Without the permission nothing is checked.',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"; in which phase is unverified',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/permissions.ts: the bucket of the artifacts belongs to another account now',
  },
  'codebuild.logs-in-s3': {
    text: 'With s3Logs enabled the service role puts the whole log at <location>/<build>.gz when the build ends, whether CloudWatch has it or not. What S3 refuses is missing there; the build goes on.',
    source:
      'CodeBuild API Reference, "S3LogsConfig"; that a refusal is harmless, and when the object is stored, is unverified',
    evidence: 'unverified',
    test: 'unit/codebuild/s3Logs.test.ts: is stored by the service role when the build ends',
  },
  'codebuild.bucket-owner-access': {
    text: 'bucketOwnerAccess gives the owner of a bucket in another account what is stored there, to read or altogether; under a pipeline this and every other setting of the artifacts is ignored.',
    source:
      'CodeBuild API Reference, "ProjectArtifacts"; that it is an ACL of each object is derived',
    evidence: 'derived',
    test: 'unit/codebuild/s3Logs.test.ts: is ignored under a pipeline',
  },
  'codebuild.cache-in-s3': {
    text: 'A cache in S3 is fetched in DOWNLOAD_SOURCE and stored at the end of POST_BUILD, as the service role. With a key what is stored never changes; without one each build overwrites it. A cache that cannot be had never fails a build.',
    source: 'CodeBuild User Guide, "Amazon S3 caching"; posted build logs 2020–2026',
    evidence: 'documented',
    test: 'unit/codebuild/cache.test.ts: finds in the second build what the first one left',
  },
  'codebuild.local-cache': {
    text: 'Directories of a local custom cache stay on the build host: a build that follows soon finds them, one that comes long after does not.',
    source: 'CodeBuild User Guide, "Local caching"; how long a host is kept is documented nowhere',
    evidence: 'unverified',
    test: 'unit/codebuild/cache.test.ts: is gone when the next build comes long after',
  },
  'codebuild.local-docker-layer-cache': {
    text: 'With a local Docker layer cache, in privileged mode, the layers of a build stay on its host: docker build of one that follows soon finds them.',
    source: 'CodeBuild User Guide, "Local caching"; how long a host is kept is documented nowhere',
    evidence: 'documented',
    test: 'unit/codebuild/dockerLayerCache.test.ts: are found by the next build on the host',
  },
  'codebuild.enable-symlinks': {
    text: 'With enable-symlinks a zip keeps the links that lead to something in the source as links; without it, and outside of a zip, what they point to is stored.',
    source:
      'CodeBuild User Guide, "Build specification reference", enable-symlinks; that links which lead outside are followed, and that the next build finds links, is unverified',
    evidence: 'documented',
    test: 'unit/codebuild/artifacts.test.ts: keep links that lead into the source as links',
  },
} satisfies Record<string, Rule>;
