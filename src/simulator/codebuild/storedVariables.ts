import type { Params, ServiceError } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';
import type { Buildspec } from './buildspec/types.ts';
import { buildSession } from './credentials.ts';
import { agentText } from './logTemplates.ts';

/** Parameters that one GetParameters names at the most (Systems Manager API Reference, "GetParameters"). */
const batch = 10;

type Values = Record<string, string>;
type Fetched = { ok: true; values: Values } | { ok: false; result: PhaseResult };

/**
 * Variables whose values lie in Parameter Store or Secrets Manager, of the buildspec and of the project, fetched with the
 * service role in DOWNLOAD_SOURCE. Their values are masked in the log from then on (CodeBuild User Guide, "Environment
 * variables in build environments"; reference: codebuild §2.4, §4.5 F).
 */
export async function fetchStoredVariables(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  buildspec: Buildspec,
): Promise<Fetched> {
  const typed = (type: string): Values =>
    Object.fromEntries(
      [...(run.project.environment.environmentVariables ?? []), ...run.overrides]
        .filter((variable) => variable.type === type)
        .map(({ name, value }) => [name, value]),
    );
  const parameters = { ...buildspec.env['parameter-store'], ...typed('PARAMETER_STORE') };
  const secrets = { ...buildspec.env['secrets-manager'], ...typed('SECRETS_MANAGER') };
  const values: Values = {};
  for (const fetched of [
    await fetchParameters(sim, run, trace, parameters),
    await fetchSecrets(sim, run, trace, secrets),
  ]) {
    if (!fetched.ok) return fetched;
    Object.assign(values, fetched.values);
  }
  run.masked = [...new Set(Object.values(values))].filter((value) => value !== '');
  return { ok: true, values };
}

async function call(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { service: string; operation: string; params: Params; path: string },
) {
  const session = await buildSession(sim, trace, run);
  const result = await sim.door.call(trace, {
    service: o.service,
    operation: o.operation,
    params: o.params,
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    sources: [{ document: 'buildspec', path: ['env', o.path] }],
  });
  trace.after(result.seq);
  return result;
}

/** The agent's SDK puts status and request id on a line of their own. */
const worded = (sim: Simulation, trace: Trace, { code, message, status }: ServiceError): string =>
  `${code}: ${message}\n\tstatus code: ${status}, request id: ${sim.ids.uuid(`${trace.scope}/request`)}`;

async function fetchParameters(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  wanted: Values,
): Promise<Fetched> {
  const names = [...new Set(Object.values(wanted))];
  if (names.length === 0) return { ok: true, values: {} };
  run.log.agent(trace, agentText.decryptingParameters());
  const fail = (message: string): Fetched => ({
    ok: false,
    result: failure('Decrypted Variables Error', message),
  });
  const found = new Map<string, string>();
  for (let at = 0; at < names.length; at += batch) {
    const result = await call(sim, run, trace, {
      service: 'ssm',
      operation: 'GetParameters',
      params: { Names: names.slice(at, at + batch), WithDecryption: true },
      path: 'parameter-store',
    });
    if (!result.ok) return fail(worded(sim, trace, result.error));
    const { Parameters: parameters, InvalidParameters: missing } = result.output as {
      Parameters?: { Name: string; Value: string }[];
      InvalidParameters?: string[];
    };
    const [first] = missing ?? [];
    if (first !== undefined) return fail(`parameter does not exist: ${first}`);
    for (const { Name, Value } of parameters ?? []) found.set(Name, Value);
  }
  return { ok: true, values: mapped(wanted, (name) => found.get(name) ?? '') };
}

/** `secret-id:json-key:version-stage:version-id`; an ARN takes the first seven fields. */
export function parseSecretReference(reference: string): {
  id: string;
  key: string;
  stage: string;
  version: string;
} {
  const fields = reference.split(':');
  const length = reference.startsWith('arn:') ? 7 : 1;
  const [key = '', stage = '', version = ''] = fields.slice(length);
  return { id: fields.slice(0, length).join(':'), key, stage, version };
}

async function fetchSecrets(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  wanted: Values,
): Promise<Fetched> {
  const values: Values = {};
  const fail = (message: string): Fetched => ({
    ok: false,
    result: failure('Secrets Manager Error', message),
  });
  for (const [name, reference] of Object.entries(wanted)) {
    const { id, key, stage, version } = parseSecretReference(reference);
    const result = await call(sim, run, trace, {
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      params: {
        SecretId: id,
        ...(stage === '' ? {} : { VersionStage: stage }),
        ...(version === '' ? {} : { VersionId: version }),
      },
      path: 'secrets-manager',
    });
    if (!result.ok) return fail(worded(sim, trace, result.error));
    const text = String(result.output.SecretString ?? '');
    const value = key === '' ? text : member(text, key);
    // The wording for a missing key was never seen in a log (reference: codebuild §9, entry 20).
    if (value === undefined) return fail(`key ${key} not found in secret ${id}`);
    values[name] = value;
  }
  return { ok: true, values };
}

function member(text: string, key: string): string | undefined {
  try {
    const secret = JSON.parse(text) as Record<string, unknown> | null;
    if (typeof secret !== 'object' || secret === null || !Object.hasOwn(secret, key)) {
      return undefined;
    }
    const value = secret[key];
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

const mapped = (wanted: Values, value: (name: string) => string): Values =>
  Object.fromEntries(Object.entries(wanted).map(([variable, name]) => [variable, value(name)]));
