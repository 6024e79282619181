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
} satisfies Record<string, Rule>;
