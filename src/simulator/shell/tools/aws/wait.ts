import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import type { Client } from './client.ts';
import { CallError, generalError, usageError } from './errors.ts';
import { type Globals, invalidChoice } from './globals.ts';
import { operationModel, type ServiceModel, type WaiterModel } from './models/index.ts';
import { kebab } from './models/kebab.ts';
import { find } from './output/query.ts';
import { readParameters } from './parameters/read.ts';

type Acceptor = WaiterModel['acceptors'][number];
type Answer = { ok: true; output: Params } | { ok: false; error: CallError };

const found = (acceptor: Acceptor, output: Params): unknown =>
  find(acceptor.argument ?? '@', output);
const all = (value: unknown, accept: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(accept);

/** Whether an answer is what an acceptor waits for (botocore, waiters: `path`, `pathAll`, `pathAny`, `status`, `error`). */
const matchers: Readonly<Record<string, (acceptor: Acceptor, answer: Answer) => boolean>> = {
  path: (acceptor, answer) => answer.ok && found(acceptor, answer.output) === acceptor.expected,
  pathAll: (acceptor, answer) =>
    answer.ok && all(found(acceptor, answer.output), (item) => item === acceptor.expected),
  pathAny: (acceptor, answer) => {
    const value = answer.ok ? found(acceptor, answer.output) : null;
    return Array.isArray(value) && value.includes(acceptor.expected);
  },
  status: ({ expected }, answer) => (answer.ok ? 200 : answer.error.status) === expected,
  error: ({ expected }, answer) =>
    typeof expected === 'boolean'
      ? answer.ok !== expected
      : !answer.ok && answer.error.code === expected,
};

function reasonOf(acceptor: Acceptor): string {
  const { matcher, argument, expected } = acceptor;
  if (argument === undefined) return `Matched expected ${matcher}: ${String(expected)}`;
  return matcher === 'pathAll'
    ? `For expression "${argument}" all members matched expected path: "${String(expected)}"`
    : matcher === 'pathAny'
      ? `For expression "${argument}" we matched expected path: "${String(expected)}" at least once`
      : `For expression "${argument}" we matched expected path: "${String(expected)}"`;
}

/** `aws <service> wait <condition>`: asks again and again in virtual time. Exit 255 when the condition cannot come or takes too long. */
export async function wait(
  ctx: ToolContext,
  globals: Globals,
  client: Client,
  { name: service, model }: { name: string; model: ServiceModel },
  words: readonly string[],
): Promise<number> {
  const [condition, ...rest] = words;
  if (condition === undefined)
    throw usageError('the following arguments are required: waiter_state');
  const names = new Map(
    Object.entries(model.waiters).map(([name, each]) => [kebab(name), { name, ...each }]),
  );
  const waiter = names.get(condition);
  if (waiter === undefined) throw invalidChoice('waiter_state', condition, [...names.keys()]);
  const operation = operationModel(model, waiter.operation);
  if (operation === undefined) return 0;
  const { params } = await readParameters(
    ctx,
    globals,
    { service, name: kebab(waiter.operation), model: operation },
    rest,
  );
  for (let attempt = 1; ; attempt++) {
    const answer = await client.call(model.prefix, waiter.operation, params).then(
      (output): Answer => ({ ok: true, output }),
      (reason: unknown): Answer => {
        if (reason instanceof CallError && reason.kind === 'service')
          return { ok: false, error: reason };
        throw reason;
      },
    );
    const acceptor = waiter.acceptors.find(
      (each) => matchers[each.matcher]?.(each, answer) ?? false,
    );
    if (acceptor?.state === 'success') return 0;
    if (acceptor?.state === 'failure') {
      throw generalError(
        `Waiter ${waiter.name} failed: Waiter encountered a terminal failure state: ${reasonOf(acceptor)}`,
      );
    }
    if (acceptor === undefined && !answer.ok) {
      throw generalError(
        `Waiter ${waiter.name} failed: ${answer.error.message.replace(/ when calling the \w+ operation/, '')}`,
      );
    }
    if (attempt >= waiter.maxAttempts) {
      throw generalError(`Waiter ${waiter.name} failed: Max attempts exceeded`);
    }
    await ctx.sleep(waiter.delay * 1000);
  }
}
