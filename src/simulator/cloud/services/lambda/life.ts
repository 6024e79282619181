import { text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { about, forget } from '../declared.ts';
import type { PlainOperation } from '../operation.ts';
import { functionOf, kind, notFound } from './functions.ts';
import { onFunction } from './onFunction.ts';
import { removePermission } from './permissions.ts';

const tagsIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** An operation on what an ARN names; functions are known here. */
const onResource = (
  handle: (record: Params, params: Params, env: Environment) => Params,
): PlainOperation => ({
  resource: '{Resource}',
  handle(params, env): HandlerResult {
    const named = { FunctionName: text(params, 'Resource') };
    const found = functionOf(named, env);
    if (found === undefined) return notFound(named, env);
    return about(found, handle(found.record, params, env));
  },
});

/** What ends a function, its policy and its tags (AWS Lambda API Reference). */
export const lifeOperations: Readonly<Record<string, PlainOperation>> = {
  DeleteFunction: onFunction((record, params, env) => {
    // A version that is named goes alone.
    if (text(params, 'Qualifier') === '') forget(env, kind, text(record, 'FunctionName'));
    return { StatusCode: 204 };
  }),
  GetPolicy: onFunction((record, _params, env) =>
    record.policy === undefined
      ? refuse('ResourceNotFoundException', 'The resource you requested does not exist.', 404)
      : {
          Policy: JSON.stringify(record.policy),
          RevisionId: env.ids.uuid(`${text(record, 'FunctionArn')}/policy/${env.clock.now()}`),
        },
  ),
  RemovePermission: onFunction((record, params) => removePermission(record, params) ?? done()),
  ListTags: onResource((record) => ({ Tags: tagsIn(record.Tags) })),
  TagResource: onResource((record, params) => {
    record.Tags = { ...tagsIn(record.Tags), ...tagsIn(params.Tags) };
    return {};
  }),
  UntagResource: onResource((record, params) => {
    const gone = texts(params, 'TagKeys');
    record.Tags = Object.fromEntries(
      Object.entries(tagsIn(record.Tags)).filter(([key]) => !gone.includes(key)),
    );
    return {};
  }),
};
