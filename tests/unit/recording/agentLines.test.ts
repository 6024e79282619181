import { describe, expect, it } from 'vitest';
import { agentText } from '../../../src/simulator/codebuild/logTemplates.ts';
import { unverifiedWording } from '../../../src/simulator/read.ts';

/** Where a line of the agent is from. */
type Grade = 'seen' | 'unverified';

const phases = [{ phase: 'BUILD', commands: 1 }];

/** Every line that the agent may write, with its grade: a new one has to be graded before this compiles. */
const lines: Record<keyof typeof agentText, readonly [Grade, string | readonly string[]]> = {
  runningOnDemand: ['seen', agentText.runningOnDemand()],
  waitingForAgent: ['seen', agentText.waitingForAgent()],
  waitingForSource: ['seen', agentText.waitingForSource()],
  phaseIsDownloadSource: ['seen', agentText.phaseIsDownloadSource()],
  sourceDirectory: ['seen', agentText.sourceDirectory('CODEBUILD_SRC_DIR', '/codebuild/src')],
  yamlLocation: ['seen', agentText.yamlLocation('/codebuild/readonly/buildspec.yml')],
  noCommands: ['seen', agentText.noCommands('install')],
  httpTimeout: ['seen', agentText.httpTimeout('S3 source')],
  processingEnvironment: ['seen', agentText.processingEnvironment()],
  decryptingParameters: ['seen', agentText.decryptingParameters()],
  selectingRuntime: ['seen', agentText.selectingRuntime('nodejs', '20')],
  noRuntime: ['seen', agentText.noRuntime()],
  runtimesNotSupported: ['seen', agentText.runtimesNotSupported()],
  movingTo: ['seen', agentText.movingTo('/codebuild/src')],
  cacheNotDefined: ['seen', agentText.cacheNotDefined()],
  skipCache: ['seen', agentText.skipCache()],
  cachePath: ['seen', agentText.cachePath('/root/.m2/**/*')],
  downloadingCache: ['seen', agentText.downloadingCache()],
  unarchivingCache: ['seen', agentText.unarchivingCache()],
  cacheNotDownloaded: ['seen', agentText.cacheNotDownloaded('NoSuchKey')],
  uploadingCache: ['seen', agentText.uploadingCache()],
  cacheNotUploaded: ['unverified', agentText.cacheNotUploaded('AccessDenied')],
  makingDirectory: ['seen', agentText.makingDirectory('/codebuild/local-cache/custom/a')],
  symlinking: ['seen', agentText.symlinking('/codebuild/local-cache/custom/a', 'a')],
  registering: ['seen', agentText.registering()],
  phasesFound: ['seen', agentText.phasesFound(phases)],
  enteringPhase: ['seen', agentText.enteringPhase('BUILD')],
  runningCommand: ['seen', agentText.runningCommand('npm test')],
  commandFailed: ['seen', agentText.commandFailed('npm test', 1)],
  phaseComplete: ['seen', agentText.phaseComplete('BUILD', 'FAILED')],
  phaseContext: ['seen', agentText.phaseContext('', '')],
  reportDiscovery: ['seen', agentText.reportDiscovery('0.004287', 0)],
  secondaryArtifacts: ['seen', agentText.secondaryArtifacts('pages')],
  artifactSearch: ['seen', agentText.artifactSearch('dist')],
  artifactPaths: ['seen', agentText.artifactPaths('dist')],
  expanding: ['seen', agentText.expanding('**/*')],
  skippingPath: ['seen', agentText.skippingPath('dist')],
  foundFiles: ['seen', agentText.foundFiles(2)],
};

describe('the lines of the agent', () => {
  it.each(Object.entries(lines))('%s is marked as its grade says', (_name, [grade, said]) => {
    for (const line of [said].flat()) {
      expect(unverifiedWording(line) === null ? 'seen' : 'unverified').toBe(grade);
    }
  });

  it.each([
    ['token ***', true],
    ['***\n', true],
    ['*** Deploying ***\n', false],
    ['*********************************\n', false],
    ['- **/*.js\n', false],
  ])('%j holds a hidden secret: %s', (text, hidden) => {
    expect(unverifiedWording(text) === 'wording.mask').toBe(hidden);
  });
});
