import type { Rule } from '../recording/worldTypes.ts';

/** How builds are started and watched. */
export const buildStartRules = {
  'codepipeline.polls-the-build': {
    text: 'Nobody tells CodePipeline how a build is: it calls BatchGetBuilds with the pipeline’s role, while the build runs and once it is over. Without that permission the action fails, whatever becomes of the build. (How often it asks is documented nowhere.)',
    source: 'CodePipeline User Guide, "AWS CodeBuild action reference"',
    evidence: 'derived',
    test: 'unit/codebuild/polling.test.ts: a pipeline that may not look',
  },
} satisfies Record<string, Rule>;
