import { count, text, texts } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { passRole } from '../operation.ts';
import { trustsService } from '../serviceTrust.ts';
import { lackingCapabilities, parseTemplate, type Template } from './template.ts';

/** Kind of the records of stacks, by name. */
export const stackKind = 'cloudformation:stack';

/** ms that CloudFormation takes for a stack, and for each resource. Typical figures. */
const stackMs = 12_000;
const resourceMs = 6_000;

/** A stack by name or id; one that is deleted is gone. */
export function stackOf(env: Environment, nameOrId: string): Params | undefined {
  const all = [...records(env.state, stackKind).values()];
  const stack = all.find((each) => each.StackName === nameOrId || each.StackId === nameOrId);
  if (stack === undefined || isGone(env, stack)) return undefined;
  return stack;
}

const isGone = (env: Environment, stack: Params): boolean =>
  stack.action === 'DELETE' && count(stack, 'doneAt') <= env.clock.now();

export const doesNotExist = (name: string): HandlerResult =>
  refuse('ValidationError', `Stack with id ${name} does not exist`);

/** `CREATE_IN_PROGRESS` until its time has come, then `CREATE_COMPLETE`. */
export function statusOf(env: Environment, stack: Params): string {
  if (text(stack, 'action') === 'REVIEW') return 'REVIEW_IN_PROGRESS';
  const done = count(stack, 'doneAt') <= env.clock.now();
  return `${text(stack, 'action')}_${done ? 'COMPLETE' : 'IN_PROGRESS'}`;
}

/** A stack's ARN ends in a UUID that nobody knows before: policies say `stack/<name>/*`, and so does what is checked. */
export const stackArn = (params: Params, env: Environment): string => {
  const name = text(params, 'StackName');
  if (name.startsWith('arn:')) return name;
  return name === '' ? '*' : `arn:aws:cloudformation:${env.region}:${env.account}:stack/${name}/*`;
};

export const passes = (params: Params, env: Environment): Permission[] =>
  passRole(env, text(params, 'RoleARN'), 'cloudformation.amazonaws.com');

/** Macros of AWS are resources of their own: who uses one must be allowed to (CloudFormation User Guide, "Transform"). */
export function transforms(action: string, params: Params, env: Environment): Permission[] {
  const template = parseTemplate(text(params, 'TemplateBody'));
  if ('error' in template) return [];
  return template.transforms
    .filter((name) => name.startsWith('AWS::'))
    .map((name) => ({
      action,
      resource: `arn:aws:cloudformation:${env.region}:aws:transform/${name.slice('AWS::'.length)}`,
    }));
}

/**
 * The template of a request, and what stands against it. A change set shows what macros make of it before anything is made, so
 * for those nothing must be acknowledged (CloudFormation API Reference, "CreateChangeSet", Capabilities).
 */
export function templateOf(
  params: Params,
  o: { before?: Params | undefined; changeSet?: boolean } = {},
): { ok: true; body: string; template: Template } | { ok: false; refusal: HandlerResult } {
  const previous = params.UsePreviousTemplate === true && o.before !== undefined;
  const body = previous ? text(o.before ?? {}, 'body') : text(params, 'TemplateBody');
  if (body === '' && text(params, 'TemplateURL') === '') {
    return {
      ok: false,
      refusal: refuse('ValidationError', 'Either Template URL or Template Body must be specified.'),
    };
  }
  const template = body === '' ? noTemplate : parseTemplate(body);
  if ('error' in template) return { ok: false, refusal: refuse('ValidationError', template.error) };
  const lacking = lackingCapabilities(template, texts(params, 'Capabilities')).filter(
    (each) => o.changeSet !== true || each !== 'CAPABILITY_AUTO_EXPAND',
  );
  if (lacking.length > 0) {
    return {
      ok: false,
      refusal: refuse(
        'InsufficientCapabilitiesException',
        `Requires capabilities : [${lacking.join(', ')}]`,
      ),
    };
  }
  return { ok: true, body, template };
}

/** A template behind a URL is not read. */
const noTemplate: Template = {
  description: '',
  parameters: [],
  resources: [],
  outputs: [],
  exports: [],
  transforms: [],
};

/** Puts a stack into the table, new or changed, and lets its time begin. */
export function begin(
  env: Environment,
  params: Params,
  o: { action: string; body: string; template: Template },
): Params {
  const name = text(params, 'StackName');
  const before = stackOf(env, name);
  const now = env.clock.now();
  const stack: Params = {
    ...before,
    StackName: before?.StackName ?? name,
    StackId:
      before?.StackId ??
      `arn:aws:cloudformation:${env.region}:${env.account}:stack/${name}/${env.ids.uuid(`${env.trace.scope}/stack/${name}`)}`,
    CreationTime: before?.CreationTime ?? now,
    action: o.action,
    body: o.body,
    template: o.template,
    signature: signatureOf(params, before),
    Capabilities: texts(params, 'Capabilities'),
    Parameters: Array.isArray(params.Parameters) ? params.Parameters : [],
    startedAt: now,
    doneAt: now + stackMs + o.template.resources.length * resourceMs,
  };
  records(env.state, stackKind).set(text(stack, 'StackName'), stack);
  return stack;
}

/** Same template and parameters: there is nothing to update. */
export const signatureOf = (params: Params, before?: Params): string =>
  JSON.stringify([
    params.UsePreviousTemplate === true ? before?.body : text(params, 'TemplateBody'),
    text(params, 'TemplateURL'),
    params.Parameters ?? [],
    params.Tags ?? [],
  ]);

/** What stands against a change: another one is going on, or the role does not trust CloudFormation. */
export function obstacle(
  env: Environment,
  params: Params,
  before: Params | undefined,
): HandlerResult | null {
  const status = before === undefined ? '' : statusOf(env, before);
  if (status.endsWith('IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS') {
    return refuse(
      'ValidationError',
      `Stack:${text(before ?? {}, 'StackId')} is in ${status} state and can not be updated.`,
    );
  }
  const role = text(params, 'RoleARN');
  const sourceArn = before === undefined ? stackArn(params, env) : text(before, 'StackId');
  return trustsService(env, role, { service: 'cloudformation.amazonaws.com', sourceArn })
    ? null
    : refuse('ValidationError', `Role ${role} is invalid or cannot be assumed`);
}

const forwarded =
  'What CloudFormation makes with the caller’s own permissions is not simulated: the stack comes out well.';
const byItsRole =
  'What CloudFormation makes with its service role is not simulated: the stack comes out well.';

/** Why the end of a stack is a guess: nobody looks whether its resources may be made. */
export const guess = (params: Params, template: Template): { assumed?: string } =>
  template.resources.length === 0
    ? {}
    : { assumed: text(params, 'RoleARN') === '' ? forwarded : byItsRole };

export const templateIn = (stack: Params): Template => stack.template as Template;

/** Values of outputs that nobody described are made of their names. */
function outputsOf(env: Environment, stack: Params): Params[] {
  const exports = exportsOf(env, stack);
  const named = (key: string): Params => {
    const found = exports.find(({ output }) => output === key);
    return found === undefined ? {} : { ExportName: found.name };
  };
  if (Array.isArray(stack.Outputs)) return stack.Outputs as Params[];
  return templateIn(stack).outputs.map((OutputKey) => ({
    OutputKey,
    OutputValue: `${text(stack, 'StackName')}-${OutputKey}`,
    ...named(OutputKey),
  }));
}

/** What a stack exports; pseudo parameters in the names are filled in. */
export function exportsOf(env: Environment, stack: Params): { output: string; name: string }[] {
  const values: Readonly<Record<string, string>> = {
    StackName: text(stack, 'StackName'),
    Region: env.region,
    AccountId: env.account,
  };
  return templateIn(stack).exports.map(({ output, name }) => ({
    output,
    name: name.replace(/\$\{AWS::(\w+)\}/g, (whole, pseudo: string) =>
      Object.hasOwn(values, pseudo) ? (values[pseudo] ?? whole) : whole,
    ),
  }));
}

/** A stack as DescribeStacks gives it. */
export const described = (env: Environment, stack: Params): Params => ({
  StackId: stack.StackId,
  StackName: stack.StackName,
  ...(templateIn(stack).description === '' ? {} : { Description: templateIn(stack).description }),
  Parameters: stack.Parameters ?? [],
  CreationTime: stack.CreationTime,
  ...(stack.action === 'UPDATE' ? { LastUpdatedTime: stack.startedAt } : {}),
  RollbackConfiguration: {},
  StackStatus: statusOf(env, stack),
  DisableRollback: false,
  NotificationARNs: [],
  Capabilities: stack.Capabilities ?? [],
  Outputs: outputsOf(env, stack),
  Tags: stack.Tags ?? [],
  EnableTerminationProtection: stack.EnableTerminationProtection === true,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});
