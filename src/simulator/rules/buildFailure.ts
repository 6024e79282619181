import type { Rule } from '../recording/worldTypes.ts';

/** What follows a phase that failed, was cut off or may not even begin. */
export const buildFailureRules = {
  'codebuild.on-failure-abort': {
    text: 'on-failure: ABORT ends the build after its phase: POST_BUILD and UPLOAD_ARTIFACTS are skipped.',
    source:
      'CodeBuild User Guide, "Build specification reference", phases; that the upload is skipped too was not seen',
    evidence: 'unverified',
    test: 'unit/engine/build-failures.test.ts: ABORT in BUILD skips POST_BUILD and the upload',
  },
  'codebuild.on-failure-continue': {
    text: 'on-failure: CONTINUE goes on to the next phase; the build is FAILED all the same.',
    source:
      'CodeBuild User Guide, "Build specification reference", phases; the build’s final status was not seen',
    evidence: 'unverified',
    test: 'unit/engine/build-failures.test.ts: CONTINUE in INSTALL goes on, and the build is FAILED',
  },
  'codebuild.on-failure-retry': {
    text: 'on-failure: RETRY tries the build again as a new build, 3 times or as often as it says, where its expression matches the message.',
    source:
      'CodeBuild User Guide, "Build specification reference", phases; that an attempt is a build of its own is assumed',
    evidence: 'unverified',
    test: 'unit/engine/build-failures.test.ts: RETRY-2 makes two more builds',
  },
  'codebuild.breakpoint': {
    text: 'codebuild-breakpoint holds a build that was started with a session connection until codebuild-resume or the timeout; any other build passes over it.',
    source: 'CodeBuild User Guide, "Debug builds with Session Manager"',
    evidence: 'documented',
    test: 'unit/engine/breakpoints.test.ts: holds a build with a session connection until codebuild-resume',
  },
  'codebuild.run-as': {
    text: 'Commands run as root, or as the user that run-as names for the phase or for all; one that the container does not have fails the phase.',
    source:
      'CodeBuild User Guide, "Build specification reference", run-as; the words for an unknown user were not seen',
    evidence: 'unverified',
    test: 'unit/engine/run-as.test.ts: at the top it holds for all phases, in a phase for this phase',
  },
  'codebuild.lambda-compute': {
    text: 'A build on Lambda compute ends after 15 minutes; it has no root, no Docker, no VPC and no on-failure, and writes below /tmp only.',
    source: 'CodeBuild User Guide, "Run builds on AWS Lambda compute"',
    evidence: 'documented',
    test: 'unit/engine/lambda-compute.test.ts: writes below /tmp only, where the source lies',
  },
  'codebuild.stop-cuts-phase': {
    text: 'A stop ends the running phase as STOPPED; neither its finally block nor a later phase of the buildspec runs.',
    source: 'CodeBuild API Reference, "StopBuild"; that finally does not run was not seen',
    evidence: 'unverified',
    test: 'unit/engine/build-failures.test.ts: a stop in',
  },
} satisfies Record<string, Rule>;
