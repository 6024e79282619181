/**
 * The agent's lines in a build log. Literal texts are observed in posted logs of 2018–2026 (reference: codebuild §4.2).
 */
const two = (n: number): string => String(n).padStart(2, '0');

/** `[Container] YYYY/MM/DD HH:MM:SS.ffffff text`, in UTC. @param unix ms. @param micros 0–999, below the millisecond. */
export function agentLine(unix: number, micros: number, text: string): string {
  const d = new Date(unix);
  const day = `${d.getUTCFullYear()}/${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}`;
  const time = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  const fraction = String(d.getUTCMilliseconds() * 1000 + micros).padStart(6, '0');
  return `[Container] ${day} ${time}.${fraction} ${text}`;
}

/** The lines by what they say, in the order in which they appear. */
export const agentText = {
  runningOnDemand: () => 'Running on CodeBuild On-demand',
  waitingForAgent: () => 'Waiting for agent ping',
  waitingForSource: () => 'Waiting for DOWNLOAD_SOURCE',
  phaseIsDownloadSource: () => 'Phase is DOWNLOAD_SOURCE',
  sourceDirectory: (variable: string, directory: string) => `${variable}=${directory}`,
  yamlLocation: (path: string) => `YAML location is ${path}`,
  noCommands: (phase: string) => `No commands found for phase name: ${phase}`,
  httpTimeout: (source: 'S3 source' | 'Github and GitHub Enterprise sources') =>
    `Setting HTTP client timeout to higher timeout for ${source}`,
  processingEnvironment: () => 'Processing environment variables',
  decryptingParameters: () => 'Decrypting parameter store environment variables',
  selectingRuntime: (name: string, version: string) =>
    `Selecting '${name}' runtime version '${version}' based on manual selections...`,
  noRuntime: () => 'No runtime version selected in buildspec.',
  runtimesNotSupported: () =>
    'Skipping install of runtimes. Runtime version selection is not supported by this build image',
  movingTo: (directory: string) => `Moving to directory ${directory}`,
  cacheNotDefined: () => 'Cache is not defined in the buildspec',
  skipCache: () => 'Skip cache due to: no paths specified to be cached',
  /** Cache lines seen in posted logs of 2019–2026; those of failures and of a local cache in fewer. */
  cachePath: (path: string) => `Expanded cache path ${path}`,
  downloadingCache: () => 'Downloading S3 cache...',
  unarchivingCache: () => 'Unarchiving cache...',
  cacheNotDownloaded: (reason: string) => `Unable to download cache: ${reason}`,
  uploadingCache: () => 'Uploading S3 cache...',
  cacheNotUploaded: (reason: string) => `Unable to upload cache: ${reason}`,
  makingDirectory: (path: string) => `MkdirAll: ${path}`,
  symlinking: (from: string, to: string) => `Symlinking: ${from} => ${to}`,
  registering: () => 'Registering with agent',
  phasesFound: (phases: readonly { phase: string; commands: number }[]) => [
    `Phases found in YAML: ${phases.length}`,
    ...phases.map(({ phase, commands }) => ` ${phase}: ${commands} commands`),
  ],
  enteringPhase: (phase: string) => `Entering phase ${phase}`,
  runningCommand: (text: string) => `Running command ${text}`,
  commandFailed: (text: string, exitCode: number) =>
    `Command did not exit successfully ${text} exit status ${exitCode}`,
  phaseComplete: (phase: string, state: 'SUCCEEDED' | 'FAILED') =>
    `Phase complete: ${phase} State: ${state}`,
  phaseContext: (statusCode: string, message: string) =>
    `Phase context status code: ${statusCode} Message: ${message}`,
  /** The search for test reports that a build without a `reports` section gets. @param seconds it took @param found files */
  reportDiscovery: (seconds: string, found: number) => [
    'Set report auto-discover timeout to 5 seconds',
    'Expanding base directory path:  .',
    'Assembling file list',
    'Expanding .',
    'Expanding file paths for base directory .',
    'Assembling file list',
    'Expanding **/*',
    found === 0 ? 'No matching auto-discover report paths found' : `Found ${found} file(s)`,
    `Report auto-discover file discovery took ${seconds} seconds`,
  ],
  secondaryArtifacts: (name: string) => `Preparing to copy secondary artifacts ${name}`,
  artifactSearch: (base: string) => [
    `Expanding base directory path: ${base}`,
    'Assembling file list',
    `Expanding ${base}`,
  ],
  artifactPaths: (base: string) => [
    `Expanding file paths for base directory ${base}`,
    'Assembling file list',
  ],
  expanding: (pattern: string) => `Expanding ${pattern}`,
  skippingPath: (pattern: string) => `Skipping invalid file path ${pattern}`,
  foundFiles: (n: number) => `Found ${n} file(s)`,
} as const;
