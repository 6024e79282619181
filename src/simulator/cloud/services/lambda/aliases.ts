import { count, text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { onFunction } from './onFunction.ts';

/** The aliases of a function, by name. */
const aliasesIn = (record: Params): Map<string, Params> => record.aliases as Map<string, Params>;

/** An alias as the API gives it. */
const aliasFacts = (record: Params, name: string, env: Environment): Params => ({
  AliasArn: `${text(record, 'FunctionArn')}:${name}`,
  Name: name,
  FunctionVersion: aliasesIn(record).get(name)?.FunctionVersion,
  Description: '',
  RevisionId: env.ids.uuid(`${text(record, 'FunctionArn')}/alias/${name}/${env.clock.now()}`),
});

function putAlias(record: Params, params: Params, env: Environment): Params {
  const name = text(params, 'Name');
  aliasesIn(record).set(name, { FunctionVersion: text(params, 'FunctionVersion') || '$LATEST' });
  return aliasFacts(record, name, env);
}

/** Aliases of a function (AWS Lambda API Reference). */
export const aliasOperations: Readonly<Record<string, PlainOperation>> = {
  CreateAlias: onFunction((record, params, env) => {
    const name = text(params, 'Name');
    return !aliasesIn(record).has(name)
      ? putAlias(record, params, env)
      : refuse(
          'ResourceConflictException',
          `Alias already exists: ${text(record, 'FunctionArn')}:${name}`,
          409,
        );
  }),
  UpdateAlias: onFunction(putAlias),
  GetAlias: onFunction((record, params, env) => {
    const name = text(params, 'Name');
    const known = aliasesIn(record).has(name);
    if (!known && count(record, 'revisions') > 0) {
      return refuse(
        'ResourceNotFoundException',
        `Cannot find alias arn: ${text(record, 'FunctionArn')}:${name}`,
        404,
      );
    }
    if (!known) aliasesIn(record).set(name, { FunctionVersion: '1' });
    return aliasFacts(record, name, env);
  }),
  ListAliases: onFunction((record, params, env) => ({
    Aliases: [...aliasesIn(record).keys()]
      .map((name) => aliasFacts(record, name, env))
      .filter(({ FunctionVersion }) =>
        params.FunctionVersion === undefined ? true : FunctionVersion === params.FunctionVersion,
      ),
  })),
  DeleteAlias: onFunction((record, params) => {
    aliasesIn(record).delete(text(params, 'Name'));
    return {};
  }),
};
