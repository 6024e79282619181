import { compilePolicy } from './compile.ts';
import type { LayerVerdict, Verdicts } from './decide.ts';
import { decide } from './decide.ts';
import { reasonClause } from './message.ts';
import { stronger } from './principal.ts';
import { reachedByRcp } from './rcpServices.ts';
import type { PreparedRequest } from './request.ts';
import { prepareRequest } from './request.ts';
import { traceStatement } from './statement.ts';
import type {
  AuthorizationRequest,
  Decision,
  NamedPolicy,
  PolicyLayer,
  PolicySet,
  StatementTrace,
} from './types.ts';

/**
 * Decides one request against every document that has a say, as AWS does. Pure; never throws.
 * A document that IAM would refuse on saving is not in force. Document objects are compiled once and cached:
 * do not change one after its first use. The traces share arrays: do not change a decision.
 * Source: How AWS enforcement code logic evaluates requests; Cross-account policy evaluation logic.
 */
export function authorize(request: AuthorizationRequest, policies: PolicySet): Decision {
  const prepared = prepareRequest(request);
  const statements: StatementTrace[] = [];
  const hasBoundary = (policies.boundary ?? []).some(
    (policy) => compilePolicy(policy.document, 'boundary') !== null,
  );
  const judge = (layer: PolicyLayer, documents: readonly NamedPolicy[] | undefined): LayerVerdict =>
    judgeLayer(layer, documents ?? [], prepared, hasBoundary, statements);

  const { resource } = policies;
  const attached = resource
    ? [{ name: resource.name ?? resource.kind, document: resource.document }]
    : [];
  const isTrust = resource?.kind === 'trust';
  const bound = !isServiceLinked(prepared);
  const signed = prepared.caller.type === 'aws';
  const verdicts: Verdicts = {
    identity: judge('identity', policies.identity),
    boundary: judge('boundary', policies.boundary),
    session: judge('session', policies.session),
    resource: judge('resource', isTrust ? [] : attached),
    trust: judge('trust', isTrust ? attached : []),
    // Service principals and anonymous callers belong to no account whose SCPs could bind them.
    serviceControl: (bound && signed ? (policies.serviceControl ?? []) : [])
      .map((level) => ({
        ...judge('serviceControl', level.policies),
        empty: !level.policies.length,
      }))
      .filter((level) => level.present || level.empty),
    resourceControl: judge(
      'resourceControl',
      bound && reachedByRcp(prepared.actionKey)
        ? (policies.resourceControl ?? []).flatMap((level) => level.policies)
        : [],
    ),
    endpoint: judge('endpoint', policies.endpoint),
  };
  const { result, decidedBy } = decide(prepared, verdicts);
  return {
    result,
    decidedBy,
    statements,
    message: reasonClause(result, decidedBy, request.action),
  };
}

function judgeLayer(
  layer: PolicyLayer,
  documents: readonly NamedPolicy[],
  request: PreparedRequest,
  hasBoundary: boolean,
  statements: StatementTrace[],
): LayerVerdict {
  const verdict: LayerVerdict = { present: false, allows: false, denies: false, grant: 'none' };
  for (const { name, document } of documents) {
    const compiled = compilePolicy(document, layer);
    if (!compiled) continue;
    verdict.present = true;
    const place = { layer, policy: name };
    for (const statement of compiled) {
      const { trace, grant } = traceStatement(statement, request, place, hasBoundary);
      statements.push(trace);
      if (!trace.matched) continue;
      if (trace.effect === 'Deny') verdict.denies = true;
      else {
        verdict.allows = true;
        verdict.grant = stronger(verdict.grant, grant);
      }
    }
  }
  return verdict;
}

/** Neither SCPs nor RCPs bind service-linked roles. Source: Service control policies; Resource control policies. */
function isServiceLinked({ caller }: PreparedRequest): boolean {
  return caller.type === 'aws' && (caller.issuer?.includes(':role/aws-service-role/') ?? false);
}
