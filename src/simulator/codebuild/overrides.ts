import type { Params } from '../cloud/types.ts';
import type { CodeBuildProject } from '../scenario/types.ts';

/** Parameters of StartBuild that replace a setting of the project, and where that lies. */
const replaced: Readonly<Record<string, readonly [keyof CodeBuildProject & string, string?]>> = {
  buildspecOverride: ['source', 'buildspec'],
  sourceTypeOverride: ['source', 'type'],
  sourceLocationOverride: ['source', 'location'],
  secondarySourcesOverride: ['secondarySources'],
  secondarySourcesVersionOverride: ['secondarySourceVersions'],
  sourceAuthOverride: ['source', 'auth'],
  gitCloneDepthOverride: ['source', 'gitCloneDepth'],
  insecureSslOverride: ['source', 'insecureSsl'],
  artifactsOverride: ['artifacts'],
  imageOverride: ['environment', 'image'],
  computeTypeOverride: ['environment', 'computeType'],
  environmentTypeOverride: ['environment', 'type'],
  privilegedModeOverride: ['environment', 'privilegedMode'],
  certificateOverride: ['environment', 'certificate'],
  fleetOverride: ['environment', 'fleet'],
  imagePullCredentialsTypeOverride: ['environment', 'imagePullCredentialsType'],
  timeoutInMinutesOverride: ['timeoutInMinutes'],
  queuedTimeoutInMinutesOverride: ['queuedTimeoutInMinutes'],
  serviceRoleOverride: ['serviceRole'],
  logsConfigOverride: ['logsConfig'],
  cacheOverride: ['cache'],
  encryptionKeyOverride: ['encryptionKey'],
};

/** The project as one build sees it (AWS CodeBuild API Reference, "StartBuild"). */
export function projectWith(project: CodeBuildProject, params: Params): CodeBuildProject {
  const seen = structuredClone(project) as CodeBuildProject & Record<string, unknown>;
  for (const [name, [setting, member]] of Object.entries(replaced)) {
    const value = params[name];
    if (value === undefined) continue;
    if (member === undefined) Object.assign(seen, { [setting]: value });
    else Object.assign(Object(seen[setting]), { [member]: value });
  }
  return seen;
}
