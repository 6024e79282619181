import { text } from '../../params.ts';
import type { Environment, Params } from '../../types.ts';

/** The aliases of a function, by name. */
export const aliasesIn = (record: Params): Map<string, Params> =>
  record.aliases as Map<string, Params>;

/** An alias as the API gives it. */
export const aliasFacts = (record: Params, name: string, env: Environment): Params => ({
  AliasArn: `${text(record, 'FunctionArn')}:${name}`,
  Name: name,
  FunctionVersion: aliasesIn(record).get(name)?.FunctionVersion,
  Description: '',
  RevisionId: env.ids.uuid(`${text(record, 'FunctionArn')}/alias/${name}/${env.clock.now()}`),
});

export function putAlias(record: Params, params: Params, env: Environment): Params {
  const name = text(params, 'Name');
  aliasesIn(record).set(name, { FunctionVersion: text(params, 'FunctionVersion') || '$LATEST' });
  return aliasFacts(record, name, env);
}
