import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the pipeline and the build that the machines and their effects follow. */
export const engineRules = {
  'codepipeline.push-starts-execution': {
    text: 'A push to the branch that a connection source watches starts an execution.',
    source: 'CodePipeline User Guide, "Source actions and change detection methods"',
    evidence: 'documented',
    test: 'unit/engine/whole-run.test.ts: a push runs through to the site bucket',
  },
  'codepipeline.push-dropped': {
    text: 'A push that no source action watches starts nothing, and nobody is told.',
    source: 'CodePipeline User Guide, "Source actions and change detection methods"',
    evidence: 'derived',
    test: 'unit/engine/faults.test.ts: a push to another branch starts nothing',
  },
  'codebuild.command-fails-phase': {
    text: 'A command that ends with a code other than 0 fails its phase; later commands of the phase are skipped.',
    source: 'CodeBuild User Guide, "Build specification reference", phases',
    evidence: 'documented',
    test: 'unit/engine/faults.test.ts: a misspelt npm script',
  },
  'shell.exit-zero': {
    text: 'A command that ends with 0 has succeeded.',
    source: 'POSIX, "Shell Command Language", exit status',
    evidence: 'documented',
    test: 'unit/engine/whole-run.test.ts: a push runs through to the site bucket',
  },
  'codebuild.phases-in-order': {
    text: 'A build goes through eleven phases in a fixed order, also through those without commands.',
    source:
      'CodeBuild API Reference, "BuildPhase"; CodeBuild User Guide, "Build phase transitions"',
    evidence: 'documented',
    test: 'unit/engine/whole-run.test.ts: has the eleven phases in order, with durations',
  },
  'codebuild.early-failure-skips-the-rest': {
    text: 'A failure before BUILD ends the build: BUILD, POST_BUILD and UPLOAD_ARTIFACTS are skipped.',
    source: 'CodeBuild User Guide, "Build phase transitions"; posted logs 2022–2024',
    evidence: 'observed log',
    test: 'unit/machines/build.test.ts: leads where AWS says, and the build is FAILED',
  },
  'codebuild.post-build-after-failed-build': {
    text: 'POST_BUILD runs and the upload is attempted even when BUILD has failed; the build is FAILED all the same.',
    source: 'CodeBuild User Guide, "Build phase transitions"',
    evidence: 'documented',
    test: 'unit/engine/faults.test.ts: a misspelt npm script',
  },
  'codebuild.timeout-cuts-phase': {
    text: 'When the build’s timeout is over, the running phase is TIMED_OUT and no later user phase runs.',
    source: 'CodeBuild API Reference, "StatusType"; wording of the context not verified',
    evidence: 'unverified',
    test: 'unit/engine/faults.test.ts: an endless loop runs into the build’s timeout in virtual time',
  },
  'codebuild.buildspec-unreadable': {
    text: 'A buildspec that cannot be read fails DOWNLOAD_SOURCE with YAML_FILE_ERROR; no command runs.',
    source: 'Posted build logs 2019–2026',
    evidence: 'observed log',
    test: 'unit/engine/faults.test.ts: a tab in the YAML fails DOWNLOAD_SOURCE with YAML_FILE_ERROR',
  },
  'codebuild.container-is-temporary': {
    text: 'The build container is made for one build and removed after it, with everything in it.',
    source: 'CodeBuild User Guide, "AWS CodeBuild concepts"',
    evidence: 'documented',
    test: 'unit/engine/whole-run.test.ts: leaves nobody with the credentials, though the session is still valid at AWS',
  },
  'sts.session-outlives-its-holder': {
    text: 'Temporary credentials stay valid at AWS until they expire, also when nobody holds them any more.',
    source: 'IAM User Guide, "Temporary security credentials in IAM"',
    evidence: 'documented',
    test: 'unit/engine/whole-run.test.ts: leaves nobody with the credentials, though the session is still valid at AWS',
  },
  'codepipeline.orchestrates': {
    text: 'CodePipeline runs stage after stage and hands each action to a provider; it builds nothing itself.',
    source: 'CodePipeline User Guide, "CodePipeline concepts"',
    evidence: 'documented',
    test: 'unit/engine/whole-run.test.ts: a push runs through to the site bucket',
  },
  'codepipeline.failed-action-fails-stage': {
    text: 'A failed action fails its stage and the execution; later stages never start.',
    source: 'CodePipeline User Guide, "How pipeline executions work"',
    evidence: 'documented',
    test: 'unit/engine/faults.test.ts: without s3:PutObject the upload fails as the CLI says, and Deploy never starts',
  },
} satisfies Record<string, Rule>;
