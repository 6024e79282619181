import { arn as arns } from '../arns.ts';
import { text } from '../params.ts';
import { done } from '../results.ts';
import type {
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  Permission,
} from '../types.ts';

/** An operation of a service that needs no machinery of its own: what it asks of IAM, and what it answers. */
export interface PlainOperation {
  /** IAM action, where it is not `<service>:<operation>`. */
  action?: string;
  /**
   * ARNs the action is checked on, one check for each. A template: `{region}`, `{account}` and `{Parameter}` are filled
   * in from the account and the call. Default `*`.
   */
  resource?: string | ((params: Params, env: Environment) => string | readonly string[]);
  /** Condition keys that the service adds. */
  context?(params: Params, env: Environment): Record<string, string | string[]>;
  /** The resource policy that has a say. */
  policy?(params: Params, env: Environment): Permission['resourcePolicy'];
  /** Further permissions, checked after the first (`iam:PassRole`, `kms:Decrypt`). */
  also?(params: Params, env: Environment): Permission[];
  handle?(params: Params, env: Environment): HandlerResult | Promise<HandlerResult>;
  details?(params: Params): Record<string, string | number>;
  /** ms of virtual time; default 80, a typical figure for a control-plane call, not a documented one. */
  latencyMs?: number;
  trail?: OperationDefinition['trail'];
  node?: OperationDefinition['node'];
  rule?: string;
}

/** Fills `{region}`, `{account}` and parameters into an ARN; a parameter that is missing, or no text, becomes `*`. */
export function fill(template: string, params: Params, env: Environment): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'region') return env.region;
    if (name === 'account') return env.account;
    return text(params, name) || '*';
  });
}

/** A table of plain operations as the door wants them. */
export function operations(
  service: string,
  table: Readonly<Record<string, PlainOperation>>,
): Record<string, OperationDefinition> {
  return Object.fromEntries(
    Object.entries(table).map(([name, plain]) => [name, operation(service, name, plain)]),
  );
}

function operation(service: string, name: string, plain: PlainOperation): OperationDefinition {
  const { details, rule } = plain;
  return {
    latencyMs: plain.latencyMs ?? 80,
    trail: plain.trail ?? 'management',
    node: plain.node ?? (() => `service:${service}`),
    permissions: (params, env) => [
      ...resourcesOf(plain, params, env).map((resource): Permission => {
        const resourcePolicy = plain.policy?.(params, env);
        return {
          action: plain.action ?? `${service}:${name}`,
          resource,
          ...(plain.context === undefined ? {} : { context: plain.context(params, env) }),
          ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
        };
      }),
      ...(plain.also?.(params, env) ?? []),
    ],
    handle: (params, env) => plain.handle?.(params, env) ?? done(),
    ...(details === undefined ? {} : { details }),
    ...(rule === undefined ? {} : { rule }),
  };
}

function resourcesOf(plain: PlainOperation, params: Params, env: Environment): readonly string[] {
  const { resource = '*' } = plain;
  if (typeof resource === 'string') return [fill(resource, params, env)];
  const answer = resource(params, env);
  return typeof answer === 'string' ? [answer] : answer;
}

/**
 * The permission to hand a role to a service (IAM User Guide, "Granting a user permissions to pass a role to an AWS service");
 * none when the call names no role. Not an API call of its own.
 */
export function passRole(env: Environment, role: string, service: string): Permission[] {
  if (role === '') return [];
  const resource = role.startsWith('arn:') ? role : arns.role(env, role);
  return [{ action: 'iam:PassRole', resource, context: { 'iam:PassedToService': service } }];
}
