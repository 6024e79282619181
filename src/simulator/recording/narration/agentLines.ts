import type { agentText } from '../../codebuild/logTemplates.ts';

/** Lines of one template: how they begin, and what they mean. `rest`: what follows the beginning. */
interface Meaning {
  begins: string;
  says: string | ((rest: string) => string);
}

const phases: Readonly<Record<string, string>> = {
  INSTALL: 'The commands under phases: install come now: packages and tools.',
  PRE_BUILD: 'The commands under phases: pre_build come now: sign in, fetch dependencies.',
  BUILD: 'The commands under phases: build come now: the build itself.',
  POST_BUILD:
    'The commands under phases: post_build come now, also after a BUILD that failed: push, deploy, notify.',
};
/** First words of a status code → what kind of trouble it names. */
const statusCodes: Readonly<Record<string, string>> = {
  COMMAND_EXECUTION_ERROR:
    'A command ended with a code other than 0. What it printed stands above, and says more than this line.',
  YAML_FILE_ERROR: 'The buildspec could not be found or read, so no command ran.',
  CLIENT_ERROR: 'CodeBuild could not fetch the source, or could not find or store what to upload.',
  Decrypted: 'A variable under parameter-store could not be fetched with the service role.',
  Secrets: 'A variable under secrets-manager could not be fetched with the service role.',
};
const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const assembling: Meaning = {
  begins: 'Assembling file list',
  says: 'The agent walks through the directory and notes what lies there.',
};
const found: Meaning = {
  begins: 'Found ',
  says: (rest) =>
    rest.startsWith('0 ')
      ? 'Nothing matched: there is nothing to upload.'
      : 'So many files matched. They go to the upload.',
};
const base: Meaning = {
  begins: 'Expanding base directory path: ',
  says: 'The search for files begins here: base-directory, or the source directory (.) without one.',
};
const filePaths: Meaning = {
  begins: 'Expanding file paths for base directory ',
  says: 'Now the patterns under files are tried in this directory.',
};
const expanding: Meaning = {
  begins: 'Expanding ',
  says: 'The agent looks for what this path or pattern matches.',
};

/** What each line of the agent means, by its template: in the order in which the lines appear. */
const meanings: Readonly<Record<keyof typeof agentText, readonly Meaning[]>> = {
  runningOnDemand: [
    {
      begins: 'Running on CodeBuild On-demand',
      says: 'The build has a machine of CodeBuild’s pool, paid by the minute. On a reserved fleet another line stands here.',
    },
  ],
  waitingForAgent: [
    {
      begins: 'Waiting for agent ping',
      says: 'The container has started. CodeBuild waits until the agent, its program inside, answers.',
    },
  ],
  waitingForSource: [
    {
      begins: 'Waiting for DOWNLOAD_SOURCE',
      says: 'The source is on its way. If the log ends here, the service role could not fetch it.',
    },
  ],
  phaseIsDownloadSource: [
    { begins: 'Phase is DOWNLOAD_SOURCE', says: 'The source is in the container.' },
  ],
  sourceDirectory: [
    {
      begins: 'CODEBUILD_SRC_DIR',
      says: (rest) =>
        rest.startsWith('_')
          ? 'A further input of the action lies here. Its name is the end of the variable’s.'
          : 'The source lies here. The first command begins in this directory.',
    },
  ],
  yamlLocation: [{ begins: 'YAML location is ', says: 'The buildspec was found here.' }],
  noCommands: [
    {
      begins: 'No commands found for phase name: ',
      says: 'The buildspec has this phase without commands. That is allowed, and harmless.',
    },
  ],
  httpTimeout: [
    {
      begins: 'Setting HTTP client timeout to higher timeout for ',
      says: 'The agent prepares for large downloads. It says so in every build: nothing is wrong.',
    },
  ],
  processingEnvironment: [
    {
      begins: 'Processing environment variables',
      says: 'The agent puts together the variables of project, buildspec and pipeline.',
    },
  ],
  decryptingParameters: [
    {
      begins: 'Decrypting parameter store environment variables',
      says: 'The agent asks Parameter Store for values, with the service role.',
    },
  ],
  selectingRuntime: [
    {
      begins: 'Selecting ',
      says: 'runtime-versions asks for this. It happens here, before INSTALL begins.',
    },
  ],
  noRuntime: [
    {
      begins: 'No runtime version selected in buildspec.',
      says: 'There is no runtime-versions: each tool has the version that the image gives it.',
    },
  ],
  runtimesNotSupported: [
    {
      begins: 'Skipping install of runtimes.',
      says: 'The image is not one of CodeBuild’s, so runtime-versions means nothing in it.',
    },
  ],
  movingTo: [
    {
      begins: 'Moving to directory ',
      says: 'The first command will find itself in this directory.',
    },
  ],
  cacheNotDefined: [
    {
      begins: 'Cache is not defined in the buildspec',
      says: 'The buildspec has no cache section. That is no error.',
    },
  ],
  skipCache: [
    {
      begins: 'Skip cache due to: no paths specified to be cached',
      says: 'There is no cache to restore. The line is harmless, and often mistaken for the error.',
    },
  ],
  cachePath: [
    { begins: 'Expanded cache path ', says: 'What lies under this path belongs to the cache.' },
  ],
  downloadingCache: [
    {
      begins: 'Downloading S3 cache...',
      says: 'The cache that an earlier build left comes from S3, with the service role.',
    },
  ],
  unarchivingCache: [
    { begins: 'Unarchiving cache...', says: 'Its files go back to where they were.' },
  ],
  cacheNotDownloaded: [
    {
      begins: 'Unable to download cache: ',
      says: 'The build begins without its cache, and goes on. On a first build that is normal.',
    },
  ],
  uploadingCache: [
    { begins: 'Uploading S3 cache...', says: 'The cache goes to S3, for the next build.' },
  ],
  cacheNotUploaded: [
    {
      begins: 'Unable to upload cache: ',
      says: 'The next build will not find this cache. This one goes on all the same.',
    },
  ],
  makingDirectory: [
    { begins: 'MkdirAll: ', says: 'A directory for the local cache is made on the build host.' },
  ],
  symlinking: [
    {
      begins: 'Symlinking: ',
      says: 'The path becomes a link to the local cache, which lives on the build host.',
    },
  ],
  registering: [
    {
      begins: 'Registering with agent',
      says: 'All is prepared: the agent takes the list of phases and commands.',
    },
  ],
  phasesFound: [
    {
      begins: 'Phases found in YAML: ',
      says: 'So many phases has the buildspec. They follow in no order.',
    },
    ...Object.keys(phases).map((phase) => ({
      begins: ` ${phase}: `,
      says: 'So many commands has this phase in the buildspec. Those under finally are not counted.',
    })),
  ],
  enteringPhase: [
    {
      begins: 'Entering phase ',
      says: (phase) => own(phases, phase) ?? 'The commands of this phase come now.',
    },
  ],
  runningCommand: [
    {
      begins: 'Running command ',
      says: 'The command as the buildspec has it: variables are not filled in here. Its output follows.',
    },
  ],
  commandFailed: [
    {
      begins: 'Command did not exit successfully ',
      says: 'The command’s exit code is not 0. The other commands of its phase are skipped, except those under finally.',
    },
  ],
  phaseComplete: [
    {
      begins: 'Phase complete: ',
      says: (rest) =>
        rest.endsWith('FAILED')
          ? 'The phase has failed. The next line says why.'
          : 'The phase has succeeded.',
    },
  ],
  phaseContext: [
    {
      begins: 'Phase context status code: ',
      says: (rest) =>
        rest.trim() === 'Message:'
          ? 'No code and no message: that is how success looks.'
          : (own(statusCodes, rest.split(' ', 1)[0] ?? '') ??
            'The reason for the failure: first its code, then its message.'),
    },
  ],
  reportDiscovery: [
    {
      begins: 'Set report auto-discover timeout to ',
      says: 'The buildspec has no reports section, so CodeBuild looks for test results itself.',
    },
    {
      begins: 'Report auto-discover file discovery took ',
      says: 'The search for test results is over.',
    },
    {
      begins: 'No matching auto-discover report paths found',
      says: 'There are no test results. That is no error.',
    },
  ],
  secondaryArtifacts: [
    {
      begins: 'Preparing to copy secondary artifacts ',
      says: 'The build has several outputs. This one is next: its name ties it to secondary-artifacts.',
    },
  ],
  artifactSearch: [base, assembling],
  artifactPaths: [filePaths, assembling],
  expanding: [expanding],
  skippingPath: [
    {
      begins: 'Skipping invalid file path ',
      says: 'Nothing matches this path. If nothing matches any path, the phase fails.',
    },
  ],
  foundFiles: [found],
};

/** The longest beginning first: `Expanding base …` is more than `Expanding …`. */
const byLength = Object.values(meanings)
  .flat()
  .sort((a, b) => b.begins.length - a.begins.length);

/**
 * What a line of the agent means, in a sentence or two.
 * @param line without `[Container]` and time, spaces at its beginning kept
 */
export function agentLineMeaning(line: string): string {
  const meaning = byLength.find(({ begins }) => line.startsWith(begins));
  if (meaning === undefined) {
    return 'A line of the agent, the program with which CodeBuild works inside the container.';
  }
  const { begins, says } = meaning;
  return typeof says === 'string' ? says : says(line.slice(begins.length));
}
