/** Small phrases that the narration is made of. */
export const seconds = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

export const shortId = (id: string): string => id.slice(0, 8);

export const roleOf = (arn: string): string => {
  const parts = arn.split('/');
  return (arn.includes(':assumed-role/') ? parts[1] : parts[parts.length - 1]) ?? arn;
};

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;

/** The first line of a command, cut to a length that fits a title. */
export function brief(text: string, length = 56): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > length || text.includes('\n') ? `${line.slice(0, length - 1)}…` : line;
}

/** What each phase is for. */
export const phasePurpose: Record<string, string> = {
  SUBMITTED: 'CodeBuild has accepted the request and settles what the build will be.',
  QUEUED:
    'The build waits for a free place. The service role is used for the first time here, to make log group and log stream.',
  PROVISIONING:
    'CodeBuild finds a host, pulls the image and starts a container that exists for this build only.',
  DOWNLOAD_SOURCE:
    'The container fetches the source artifact from S3, reads the buildspec and installs the runtimes it names.',
  INSTALL: 'The container runs the commands of the buildspec’s install phase, one by one.',
  PRE_BUILD: 'The container runs the commands of the pre_build phase, one by one.',
  BUILD: 'The container runs the commands of the build phase, one by one.',
  POST_BUILD:
    'The container runs the commands of the post_build phase. It runs even when BUILD has failed.',
  UPLOAD_ARTIFACTS:
    'The files that the buildspec names under artifacts are zipped and put into the pipeline’s bucket.',
  FINALIZING: 'CodeBuild closes the log and removes the container with everything in it.',
  COMPLETED: 'Nothing happens any more: this is only a marker.',
};
