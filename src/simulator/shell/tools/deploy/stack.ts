import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import type { Client } from '../aws/client.ts';
import { CallError } from '../aws/errors.ts';
import { Failure } from '../support/failure.ts';
import { own, text } from '../support/json.ts';

/** ms between two looks at a change set or a stack, and how often at most. */
const everyMs = 5_000;
const mostTries = 720;

const first = (output: Params, name: string): unknown => {
  const list = own(output, name);
  return Array.isArray(list) ? list[0] : undefined;
};

/** Whether there is a stack to update: one that is only reviewed counts as none. Throws `CallError`. */
export async function isStackThere(client: Client, stack: string): Promise<boolean> {
  try {
    const output = await client.call('cloudformation', 'DescribeStacks', { StackName: stack });
    return text(first(output, 'Stacks'), 'StackStatus') !== 'REVIEW_IN_PROGRESS';
  } catch (reason) {
    if (reason instanceof CallError && reason.message.includes('does not exist')) return false;
    throw reason;
  }
}

/**
 * Makes a change set and waits until it is there. The names to execute it with; null: there is nothing to change. Throws
 * `CallError`, and `Failure` when CloudFormation cannot make it.
 */
export async function changeSetMade(
  ctx: ToolContext,
  client: Client,
  request: Params,
): Promise<Params | null> {
  const made = await client.call('cloudformation', 'CreateChangeSet', request);
  const names = {
    ChangeSetName: text(made, 'Id') ?? request.ChangeSetName,
    StackName: request.StackName,
  };
  for (let tries = 0; tries < mostTries; tries++) {
    const output = await client.call('cloudformation', 'DescribeChangeSet', names);
    const status = text(output, 'Status');
    if (status === 'CREATE_COMPLETE') return names;
    if (status === 'FAILED') {
      const reason = text(output, 'StatusReason') ?? '';
      if (/didn't contain changes|No updates are to be performed/.test(reason)) return null;
      throw new Failure(
        1,
        `Error: Failed to create changeset for the stack: ${String(request.StackName)}, ex: Waiter ChangeSetCreateComplete failed: Waiter encountered a terminal failure state: For expression "Status" we matched expected path: "FAILED" Status: FAILED. Reason: ${reason}\n`,
      );
    }
    await ctx.sleep(everyMs);
  }
  throw new Failure(
    1,
    'Error: Failed to create changeset: Waiter ChangeSetCreateComplete failed: Max attempts exceeded\n',
  );
}

/** Follows a stack's events to its end. False: it failed. Throws `CallError`. */
export async function stackFinished(
  ctx: ToolContext,
  client: Client,
  stack: string,
): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    const output = await client.call('cloudformation', 'DescribeStackEvents', { StackName: stack });
    const status = text(first(output, 'StackEvents'), 'ResourceStatus') ?? '';
    if (/FAILED|ROLLBACK/.test(status)) return false;
    if (status.endsWith('_COMPLETE')) return true;
    await ctx.sleep(everyMs);
  }
  return false;
}
