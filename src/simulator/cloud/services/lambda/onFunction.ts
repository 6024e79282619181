import type { Environment, HandlerResult, Params } from '../../types.ts';
import { about } from '../declared.ts';
import type { PlainOperation } from '../operation.ts';
import { functionArn, functionOf, functionPolicy, nameOf, notFound } from './functions.ts';

/** An operation on a function that is there. */
export const onFunction = (
  handle: (record: Params, params: Params, env: Environment) => Params | HandlerResult,
  more: Partial<PlainOperation> = {},
): PlainOperation => ({
  resource: functionArn,
  policy: functionPolicy,
  details: (params) => ({ function: nameOf(params).name }),
  ...more,
  handle(params, env) {
    const found = functionOf(params, env);
    if (found === undefined) return notFound(params, env);
    const answer = handle(found.record, params, env);
    return isResult(answer) ? answer : about(found, answer);
  },
});

const isResult = (answer: Params | HandlerResult): answer is HandlerResult =>
  typeof answer.ok === 'boolean';
