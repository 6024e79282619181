/** Runs a buildspec of the corpus as the Build stage of a pipeline whose repository holds nothing else. */
import { nodeSiteToS3 } from '../../scenarios/node-site-to-s3.ts';
import { curatedImages } from '../../simulator/codebuild/imageTable.ts';
import { parseBuildspec, simulate } from '../../simulator/index.ts';
import type { Recording } from '../../simulator/read.ts';
import type { Scenario } from '../../simulator/scenario/types.ts';
import { imageOf } from './kinds.ts';

/** How the build of a buildspec ends. */
export interface Verdict {
  image: string;
  /** `rejected`: it ends before the first command. */
  kind: 'succeeded' | 'failed' | 'rejected' | 'timed out';
  /** Phase that failed first. */
  phase?: string;
  /** Its status code and message. */
  context?: string;
  /** The command that failed first and what it ended with. */
  command?: string;
  exitCode?: number;
  /** Commands that ran; of these, those that are assumed. */
  commands: number;
  assumed: number;
}

const images = [
  'aws/codebuild/standard:7.0',
  'aws/codebuild/amazonlinux-x86_64-standard:5.0',
  'aws/codebuild/standard:5.0',
  'aws/codebuild/standard:6.0',
  'aws/codebuild/amazonlinux2-x86_64-standard:4.0',
  'aws/codebuild/amazonlinux2-aarch64-standard:2.0',
  'aws/codebuild/amazonlinux-aarch64-standard:3.0',
];

/** Retired long ago: what it had is not known, so that `runtime-versions` selects nothing. */
const retired = 'aws/codebuild/standard:2.0';

/** The image that a buildspec was most likely written for: it has the runtimes and the package manager that are named. */
export function likelyImage(text: string): string {
  const usual = imageOf(text);
  const wanted = Object.entries(
    parseBuildspec(text).buildspec?.phases.install?.['runtime-versions'] ?? {},
  );
  const knows = (image: string, [runtime, version]: [string, string]) => {
    const versions = curatedImages[image]?.runtimes[runtime];
    if (versions === undefined) return false;
    return (
      Object.hasOwn(versions, version) || !/^(?:corretto|openjdk)?\d+(?:\.\d+)?$/.test(version)
    );
  };
  const amazon = usual.includes('amazonlinux');
  const family = images.filter((image) => image.includes('amazonlinux') === amazon);
  const found = [usual, ...family, ...images].find((image) =>
    wanted.every((each) => knows(image, each)),
  );
  if (found !== undefined) return found;
  const once = (each: [string, string]) =>
    /^(?:docker|android)$/.test(each[0]) || images.some((image) => knows(image, each));
  return wanted.every(once) ? retired : usual;
}

/** Secrets with the keys that the buildspec asks for (`id:key:stage:version`). */
function secretsOf(text: string): Record<string, { value: string }> {
  const found = new Map<string, Record<string, string>>();
  const references = parseBuildspec(text).buildspec?.env['secrets-manager'] ?? {};
  for (const reference of Object.values(references)) {
    const parts = reference.split(':');
    const id = reference.startsWith('arn:') ? parts.slice(0, 7).join(':') : (parts[0] ?? '');
    const key = parts[reference.startsWith('arn:') ? 7 : 1] ?? '';
    found.set(id, { ...found.get(id), [key || 'value']: 'secret-of-the-corpus' });
  }
  return Object.fromEntries([...found].map(([id, keys]) => [id, { value: JSON.stringify(keys) }]));
}

/** A pipeline whose build runs this buildspec in this image, with a role that may do everything. */
export function corpusScenario(text: string, image: string): Scenario {
  const scenario = structuredClone(nodeSiteToS3);
  scenario.repository.files = { 'buildspec.yml': text };
  const project = scenario.projects['web-build'];
  const role = scenario.roles?.['web-build-role'];
  if (project !== undefined) {
    project.environment.image = image;
    project.environment.privilegedMode = true;
  }
  if (role !== undefined) {
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
    role.policies = { Everything: { Version: '2012-10-17', Statement: [everything] } };
  }
  scenario.resources = { ...scenario.resources, secrets: secretsOf(text) };
  return scenario;
}

function read(recording: Recording, image: string): Verdict {
  const { builds, commands: all } = recording.outcome;
  const [build] = builds;
  const commands = all.filter(({ buildId }) => buildId === build?.id);
  const phase = build?.phases.find(
    ({ phaseStatus }) => phaseStatus !== undefined && phaseStatus !== 'SUCCEEDED',
  );
  const [context] = phase?.contexts ?? [];
  const failed = commands.find((each) => each.exitCode !== 0 && each.phase === phase?.phaseType);
  const status = build?.buildStatus;
  const before = phase?.phaseType === 'DOWNLOAD_SOURCE' || phase?.phaseType === 'QUEUED';
  return {
    image,
    kind:
      status === 'SUCCEEDED'
        ? 'succeeded'
        : status === 'TIMED_OUT'
          ? 'timed out'
          : before
            ? 'rejected'
            : 'failed',
    ...(phase === undefined ? {} : { phase: phase.phaseType }),
    ...(context === undefined ? {} : { context: `${context.statusCode}: ${context.message}` }),
    ...(failed === undefined ? {} : { command: failed.text, exitCode: failed.exitCode }),
    commands: commands.length,
    assumed: commands.filter(({ fidelity }) => fidelity === 'assumed').length,
  };
}

/** Runs a buildspec to its end. @throws when the recording does not end: that would be a fault of ours. */
export async function verdictOf(text: string): Promise<Verdict> {
  const image = likelyImage(text);
  const recording = await simulate(corpusScenario(text, image));
  const [execution] = recording.outcome.executions;
  const [build] = recording.outcome.builds;
  if (execution?.endedAt === undefined || build?.endedAt === undefined) {
    throw new Error('the run does not end');
  }
  return read(recording, image);
}
