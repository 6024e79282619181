import { authorize, decisionRule } from '../iam/index.ts';
import type { AuthorizationRequest, Decision } from '../iam/types.ts';
import type { Clock, Ids } from '../kernel/types.ts';
import type { FilledScenario } from '../scenario/types.ts';
import { type ResolvedCaller, resolveCaller } from './caller.ts';
import { requestContext } from './context.ts';
import { policySet } from './policies.ts';
import { onlyAuthorized, plainService } from './services/assumed.ts';
import { type Hooks, serviceTable } from './services/index.ts';
import { decidingSources } from './sources.ts';
import { createCloudState, records } from './state.ts';
import type {
  CallRequest,
  Door,
  Environment,
  HandlerResult,
  OperationDefinition,
  Permission,
  ServiceDefinition,
  ServiceError,
} from './types.ts';

/** What a later question about a denial needs: *Fix it* evaluates the same request again. */
const askedAgain = ({ request, resourcePolicy }: Verdict) => ({
  ...(request === undefined ? {} : { request }),
  ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
});

const allowed: Decision = { result: 'Allowed', decidedBy: 'none', statements: [], message: '' };

interface Verdict {
  decision: Decision;
  action: string;
  resource: string;
  /** The request that decided, and the resource policy that had a say in it. */
  request?: AuthorizationRequest;
  resourcePolicy?: string;
  /** Everything that was checked, in order. */
  checks: { action: string; resource: string }[];
}

/**
 * The one door: credentials → policies → handler → record, for every call to AWS, whoever makes it.
 * Never throws for what a caller sends; an operation nobody knows is a programmer's mistake and does.
 */
export function createDoor(o: {
  scenario: FilledScenario;
  clock: Clock;
  ids: Ids;
  /** What StartBuild and its like set going, outside this folder. */
  hooks: Hooks;
}): Door {
  const { clock, ids } = o;
  // IAM calls change the roles: the scenario itself stays as it is.
  const scenario = { ...o.scenario };
  const state = createCloudState(scenario);
  const place = { account: scenario.account.id, region: scenario.account.region };
  const services = serviceTable(o.hooks);
  for (const service of services.values()) service.seed?.(state, scenario, ids);
  const unixStart = clock.unix() - clock.now();

  const judge = (
    request: CallRequest,
    resolved: ResolvedCaller,
    permissions: Permission[],
    principal: AuthorizationRequest['principal'],
  ): Verdict => {
    let verdict: Verdict = {
      decision: allowed,
      action: `${request.service}:${request.operation}`,
      resource: '*',
      checks: [],
    };
    const checks: Verdict['checks'] = [];
    for (const permission of permissions) {
      const { action, resource } = permission;
      const context = requestContext({
        scenario,
        request,
        permission,
        resolved,
        place,
        unix: clock.unix(),
        unixStart,
      });
      const asked: AuthorizationRequest = {
        principal,
        action,
        resource,
        resourceAccount: permission.resourceAccount ?? place.account,
        context,
      };
      const decision = authorize(
        asked,
        policySet(scenario, resolved, permission, records(state, 'iam:policy')),
      );
      const policy = permission.resourcePolicy?.name;
      checks.push({ action, resource });
      verdict = {
        decision,
        action,
        resource,
        request: asked,
        ...(policy === undefined ? {} : { resourcePolicy: policy }),
        checks,
      };
      if (decision.result !== 'Allowed') break;
    }
    return verdict;
  };

  return {
    state,
    async call(trace, request) {
      const { service, operation } = find(services, request);
      const { params } = request;
      const departs = clock.now();
      const { latencyMs } = operation;
      await clock.sleep(typeof latencyMs === 'number' ? latencyMs : latencyMs(params));

      const resolved = resolveCaller(state, place, request, clock.now());
      const { session } = resolved.value;
      const name = `${request.service}:${request.operation}`;
      const below = trace.child(name);
      const refused: Verdict[] = [];
      const env: Environment = {
        refusal(permission) {
          const verdict = judge(request, resolved.value, [permission], principal);
          if (verdict.decision.result === 'Allowed') return null;
          refused.push(verdict);
          return denial(service, operation, resolved.value, verdict);
        },
        scenario,
        ...place,
        ...(session === undefined ? {} : { account: session.account }),
        ...(request.region === undefined ? {} : { region: request.region }),
        state,
        clock,
        ids,
        trace: below,
        signer: request.signer,
        ...(session === undefined ? {} : { session }),
      };
      const principal = operation.principal?.(params, env) ?? resolved.value.principal;
      let verdict = judge(
        request,
        resolved.value,
        resolved.ok ? operation.permissions(params, env) : [],
        principal,
      );
      let result: HandlerResult;
      if (!resolved.ok) result = { ok: false, error: resolved.error };
      else if (verdict.decision.result !== 'Allowed') {
        result = { ok: false, error: denial(service, operation, resolved.value, verdict) };
      } else result = await operation.handle(params, env);
      // A call that was answered in part is told by the first item that was refused.
      verdict = refused[0] ?? verdict;
      const { decision, action, resource } = verdict;

      // What the handler recorded (a call of the service itself) led to this answer.
      if (below.last !== null) trace.after(below.last);
      const sources = [...(request.sources ?? []), ...decidingSources(decision)];
      const denied = decision.result !== 'Allowed';
      const rule = denied ? decisionRule(decision) : (request.rule ?? operation.rule);
      const seq = trace.record(
        name,
        'api.call',
        {
          call: {
            startedAt: departs,
            at: clock.now(),
            caller: resolved.value.caller,
            principal: resolved.value.name,
            credentials: session?.accessKeyId ?? null,
            service: request.service,
            operation: request.operation,
            action,
            resource,
            decision,
            trail: operation.trail,
            details: operation.details?.(params) ?? {},
            ...(verdict.checks.length > 1 ? { checks: verdict.checks } : {}),
            ...(denied ? askedAgain(verdict) : {}),
            ...(request.viaCommand === undefined ? {} : { viaCommand: request.viaCommand }),
            ...(result.ok
              ? {}
              : { errorCode: result.error.code, errorMessage: result.error.message }),
          },
        },
        {
          from: request.from,
          to: operation.node(params),
          departs,
          ...(sources.length === 0 ? {} : { sources }),
          ...(rule === undefined ? {} : { rule }),
        },
      );
      if (!result.ok) return { ok: false, error: result.error, seq };
      result.effects?.(trace);
      const { output, assumed } = result;
      return { ok: true, output, seq, ...(assumed === undefined ? {} : { assumed }) };
    },
  };
}

function find(
  services: ReadonlyMap<string, ServiceDefinition>,
  request: CallRequest,
): { service: ServiceDefinition; operation: OperationDefinition } {
  const known = services.get(request.service);
  const operation = known?.operations[request.operation];
  if (known !== undefined && operation !== undefined) return { service: known, operation };
  const { assumedResource } = request;
  if (assumedResource === undefined) {
    throw new Error(`The door knows no ${request.service}:${request.operation}`);
  }
  return {
    service: known ?? plainService(request.service),
    operation: onlyAuthorized(request.service, request.operation, assumedResource),
  };
}

/** A denial as the service words it (reference: iam §5). HEAD requests have no body, so no reason is told. */
function denial(
  service: ServiceDefinition,
  operation: OperationDefinition,
  caller: ResolvedCaller,
  { decision, action, resource }: Verdict,
): ServiceError {
  if (operation.bodiless === true) return { code: '403', message: 'Forbidden', status: 403 };
  if (service.denial !== undefined) {
    return service.denial({ caller: caller.name, action, resource, reason: decision.message });
  }
  const target = service.quotesResource ? `"${resource}"` : resource;
  const spelt = service.spellsAction?.(action) ?? action;
  const reason = decision.message.replaceAll(action, spelt);
  return {
    code: service.deniedCode,
    message: `User: ${caller.name} is not authorized to perform: ${spelt} on resource: ${target} ${reason}`,
    status: service.deniedStatus,
  };
}
