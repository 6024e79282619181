import type { Dialect } from '../shell/types.ts';
import { curatedImages, type Image } from './imageTable.ts';
import { runtimeCommands } from './runtimeTable.ts';

/** ms to a running container: seconds for cached curated images, longer for others (reference: codebuild §11, invented). */
const provisioning = { curated: 8000, custom: 45_000 };

const imageOf = (identifier: string): Image | undefined =>
  Object.hasOwn(curatedImages, identifier) ? curatedImages[identifier] : undefined;

/** One of CodeBuild's own images, whether or not its content is known. */
export const isCurated = (identifier: string): boolean => identifier.startsWith('aws/codebuild/');

/** Images of 2019, which refuse a buildspec that selects no runtime (CodeBuild User Guide, "Troubleshooting AWS CodeBuild"). */
const selective =
  /^aws\/codebuild\/(?:standard:2|amazonlinux2-x86_64-standard:[12]|amazonlinux2-aarch64-standard:1)\.0$/;
export const needsRuntime = (identifier: string): boolean => selective.test(identifier);

export const provisioningMsOf = (identifier: string): number =>
  imageOf(identifier) === undefined ? provisioning.custom : provisioning.curated;

/** What `sh` is in the image: dash on Ubuntu, bash in POSIX mode on Amazon Linux. Most custom images have dash or ash. */
export const shellOf = (identifier: string): Dialect =>
  imageOf(identifier)?.sh ?? (/amazonlinux/.test(identifier) ? 'bash-posix' : 'dash');

/** `ENV` of the image: the versions that the runtimes' commands refer to. */
export function imageEnvironment(identifier: string): Record<string, string> {
  const image = imageOf(identifier);
  if (image === undefined) return {};
  const entries = Object.entries(image.runtimes).flatMap(([runtime, versions]) =>
    Object.entries(versions).map(([version, patch]) => [
      runtimeCommands[runtime]?.variable(version) ?? '',
      patch,
    ]),
  );
  return Object.fromEntries(entries.filter(([name]) => name !== ''));
}

/** Files that the newer Ubuntu images come with and that builds stumble over: the key of the NVIDIA Container Toolkit. */
export const imageFiles = (identifier: string): Record<string, string> =>
  /^aws\/codebuild\/standard:[78]\./.test(identifier)
    ? { '/usr/share/keyrings/nvidia-container-toolkit-keyring.gpg': '' }
    : {};

export interface RuntimeSelection {
  name: string;
  version: string;
  /** What the agent runs to switch. */
  commands: string[];
}
export interface RuntimeSelections {
  selections: RuntimeSelection[];
  /** Message of the phase context when one of them does not exist. */
  error?: string;
  /** The image knows nothing of runtimes: the agent only says so. */
  unsupported?: boolean;
}

/** From `runtime-versions` to what the agent does (CodeBuild User Guide, "Runtime versions"; curated images' runtimes.yml). */
export function selectRuntimes(
  identifier: string,
  wanted: Record<string, string>,
): RuntimeSelections {
  const image = imageOf(identifier);
  if (image === undefined) return { selections: [], unsupported: true };
  const selections: RuntimeSelection[] = [];
  for (const [name, asked] of Object.entries(wanted)) {
    const versions = Object.hasOwn(image.runtimes, name) ? image.runtimes[name] : undefined;
    const version = versions === undefined ? asked : pick(Object.keys(versions), asked);
    selections.push({
      name,
      version: version ?? asked,
      commands: runtimeCommands[name]?.commands(version ?? asked, version !== null) ?? [],
    });
    if (versions === undefined) {
      const known = Object.keys(image.runtimes).sort().join(', ');
      return {
        selections,
        error: `Unknown runtime named '${name}'. This build image has the following runtimes: ${known}`,
      };
    }
    // A full version that is not listed is installed by the `default` commands; anything else is unknown.
    if (version === null && !/^v?\d+\.\d+(\.\d+)?$/.test(asked)) {
      return {
        selections,
        error: `Unknown runtime version named '${asked}' of ${name}. This build image has the following versions: ${Object.keys(versions).join(', ')}`,
      };
    }
  }
  return { selections };
}

function pick(versions: string[], asked: string): string | null {
  if (versions.includes(asked)) return asked;
  const last = versions[versions.length - 1] ?? null;
  if (asked === 'latest') return last;
  const major = /^(\d+)\.x$/.exec(asked)?.[1];
  if (major === undefined) return null;
  return versions.findLast((v) => v === major || v.startsWith(`${major}.`)) ?? null;
}
