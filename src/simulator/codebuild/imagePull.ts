import type { CallResult, Params, ServiceError, Signer } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import { ecrRegistry, parseReference, type Reference } from '../shell/tools/docker/reference.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';
import { buildSession } from './credentials.ts';
import { isCurated } from './images.ts';

const gib = 1024 ** 3;
/** Uncompressed bytes that an image may have (CodeBuild User Guide, "Build environment compute modes and types"). */
const mostBytes = (computeType: string): number =>
  (computeType.endsWith('_2XLARGE') ? 100 : 50) * gib;

/** Images without a shell, so that no command can run in them. */
const withoutShell = /^(hello-world|scratch|gcr\.io\/distroless\/[\w./-]+)$/;

const cannotPull = (reason: string): PhaseResult =>
  failure(
    'BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE',
    `Unable to pull customer's container image. CannotPullContainerError: Error response from daemon: ${reason}`,
  );

// The status code that goes with these words was not seen.
const foundDead = failure(
  'CLIENT_ERROR',
  'Build container found dead before completing the build. Build container died because it was out of memory, or the Docker image is not supported. ErrorCode: 500',
);

/**
 * The image of the build container, pulled in PROVISIONING: from the project's own ECR as the service role or as CodeBuild
 * itself (`imagePullCredentialsType`), curated and public ones without asking anybody (CodeBuild User Guide, "Private registry
 * with AWS Secrets Manager sample" and "Troubleshooting AWS CodeBuild"; posted logs).
 * @returns null when it is there
 */
export async function pullImage(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
): Promise<PhaseResult | null> {
  const { image } = run.project.environment;
  if (isCurated(image)) return null;
  const reference = parseReference(image);
  if ('error' in reference) return cannotPull(reference.error);
  const ecr = ecrRegistry(reference.registry);
  if (ecr !== null) {
    const refused = await pullFromEcr(sim, run, trace, reference, ecr);
    if (refused !== null) return refused;
  } else if (reference.registry === 'docker.io') {
    const authenticated = run.project.environment.registryCredential !== undefined;
    const refused = sim.dockerHub.pull({ authenticated });
    if (refused !== null) return cannotPull(refused);
  }
  return withoutShell.test(reference.familiar) && !/debug/.test(reference.tag) ? foundDead : null;
}

/** Who asks the registry: the build's role, or CodeBuild, which only the repository's own policy can let in. */
async function signerOf(sim: Simulation, run: BuildRun, trace: Trace): Promise<Signer> {
  const { id: account, region } = sim.scenario.account;
  const { imagePullCredentialsType } = run.project.environment;
  if (imagePullCredentialsType !== 'SERVICE_ROLE') {
    const sourceArn = `arn:aws:codebuild:${region}:${account}:project/${run.project.name}`;
    return { type: 'service', name: 'codebuild.amazonaws.com', sourceArn };
  }
  const session = await buildSession(sim, trace, run);
  const accessKeyId = session?.accessKeyId ?? '';
  return { type: 'session', accessKeyId, via: 'codebuild.amazonaws.com' };
}

async function pullFromEcr(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  reference: Reference,
  place: { account: string; region: string },
): Promise<PhaseResult | null> {
  const signer = await signerOf(sim, run, trace);
  const asRole = signer.type === 'session';
  const registry = place.account === sim.scenario.account.id ? {} : { registryId: place.account };
  const call = async (operation: string, params: Params): Promise<CallResult> => {
    const result = await sim.door.call(trace, {
      service: 'ecr',
      operation,
      params,
      signer,
      from: run.node,
      region: place.region,
      sources: [{ document: `project:${run.project.name}`, path: ['environment', 'image'] }],
      rule: 'codebuild.image-pulled-as',
    });
    trace.after(result.seq);
    return result;
  };
  const name = `${reference.registry}/${reference.repository}`;
  const denied = (error: ServiceError): PhaseResult => {
    const who = asRole ? error.message : 'User: CodeBuild';
    return cannotPull(
      `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: ${who}`,
    );
  };
  if (asRole) {
    const login = await call('GetAuthorizationToken', {});
    if (!login.ok) return denied(login.error);
  }
  const wanted = { ...registry, repositoryName: reference.repository };
  const { digest, tag } = reference;
  const imageId = digest === undefined ? { imageTag: tag } : { imageDigest: digest };
  const manifest = await call('BatchGetImage', { ...wanted, imageIds: [imageId] });
  if (!manifest.ok) {
    return manifest.error.code === 'RepositoryNotFoundException'
      ? cannotPull(`name unknown: ${manifest.error.message}`)
      : denied(manifest.error);
  }
  if (!Array.isArray(manifest.output.images) || manifest.output.images.length === 0) {
    return cannotPull(
      `manifest for ${name}:${tag} not found: manifest unknown: Requested image not found`,
    );
  }
  const layer = await call('GetDownloadUrlForLayer', {
    ...wanted,
    layerDigest: layerIn(manifest.output.images[0]),
  });
  if (!layer.ok && layer.error.code.startsWith('AccessDenied')) return denied(layer.error);
  return tooLarge(sim, run, reference);
}

/** The first layer that a manifest names; empty when it names none. */
function layerIn(image: unknown): string {
  const text = (image as { imageManifest?: unknown } | undefined)?.imageManifest;
  return (
    /"layers"[^\]]{0,4000}?"digest"\s*:\s*"(sha256:[0-9a-f]{64})"/.exec(String(text))?.[1] ?? ''
  );
}

/** What Docker says when the disk is full; what CodeBuild makes of it was not seen. */
function tooLarge(sim: Simulation, run: BuildRun, reference: Reference): PhaseResult | null {
  const sizes = sim.scenario.resources.repositories?.[reference.repository]?.imageSizes;
  const bytes =
    sizes !== undefined && Object.hasOwn(sizes, reference.tag) ? sizes[reference.tag] : 0;
  return (bytes ?? 0) > mostBytes(run.project.environment.computeType)
    ? cannotPull('failed to register layer: write: no space left on device')
    : null;
}
