import type { ServiceError } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import { type BuildRun, failure, type PhaseResult } from '../buildRun.ts';
import { buildSession } from '../credentials.ts';

/** Where the agent puts a buildspec that is no file of the source (observed log). */
const readonlyPlace = '/codebuild/readonly/buildspec.yml';

type Located =
  | { ok: true; text: string /** As the log names it. */; place: string }
  | { ok: false; result: PhaseResult };

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * The buildspec that the project names: inline text, an object in S3 by its ARN, a path in the primary source, or the
 * file buildspec.yml there (CodeBuild User Guide, "Build specification reference"; messages: observed logs).
 */
export async function locateBuildspec(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  source: { primary: string; files: Record<string, Uint8Array> },
): Promise<Located> {
  const configured = run.project.source.buildspec ?? '';
  if (/\n|^version\s*:|^\s*\{/.test(configured)) {
    return { ok: true, text: configured, place: readonlyPlace };
  }
  const object = /^arn:[\w-]+:s3:::([^/]+)\/(.+)$/.exec(configured);
  if (object !== null) return fromS3(sim, run, trace, object[1] ?? '', object[2] ?? '');
  const place = `${source.primary}/${configured === '' ? 'buildspec.yml' : configured}`;
  const bytes = Object.hasOwn(source.files, place) ? source.files[place] : undefined;
  if (bytes !== undefined) return { ok: true, text: text(bytes), place };
  const message =
    configured === '' ? 'YAML file does not exist' : `stat ${place}: no such file or directory`;
  return { ok: false, result: failure('YAML_FILE_ERROR', message) };
}

async function fromS3(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  bucket: string,
  key: string,
): Promise<Located> {
  const session = await buildSession(sim, trace, run);
  const result = await sim.door.call(trace, {
    service: 's3',
    operation: 'GetObject',
    params: { Bucket: bucket, Key: key },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    sources: [{ document: `project:${run.project.name}`, path: ['source', 'buildspec'] }],
  });
  trace.after(result.seq);
  if (!result.ok) {
    return { ok: false, result: failure('YAML_FILE_ERROR', worded(sim, trace, result.error)) };
  }
  const { Body: body } = result.output;
  const read = body instanceof Uint8Array ? text(body) : String(body ?? '');
  return { ok: true, text: read, place: readonlyPlace };
}

/** As the agent's SDK words it elsewhere; for a buildspec it was not seen. */
const worded = (sim: Simulation, trace: Trace, { code, message, status }: ServiceError): string =>
  `${code}: ${message}\n\tstatus code: ${status}, request id: ${sim.ids.text(`${trace.scope}/buildspec`, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`;
