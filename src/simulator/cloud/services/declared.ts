import type { Resources } from '../../scenario/types.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params } from '../types.ts';

/** What a scenario may say of a kind of thing. */
export type DeclaredTable = keyof Resources;

/** One thing that a call is about: known, or taken to exist because the scenario says nothing of its kind. */
export interface Found {
  record: Params;
  /** In words, when the scenario does not describe it. */
  assumed?: string;
}

/**
 * Finds a thing by kind and name. A kind that the scenario describes is described wholly: what is not there does not exist.
 * A kind that it says nothing of is taken to exist, until a command makes or deletes it.
 */
export function find(
  env: Environment,
  o: { kind: string; name: string; table?: DeclaredTable; called: string; make: () => Params },
): Found | undefined {
  const all = records(env.state, o.kind);
  const record = all.get(o.name);
  if (record !== undefined) return record.deleted === true ? undefined : { record };
  if (o.table !== undefined && env.scenario.resources[o.table] !== undefined) return undefined;
  const made = o.make();
  all.set(o.name, made);
  return {
    record: made,
    assumed: `The scenario does not describe the ${o.called} "${o.name}"; it is taken to exist.`,
  };
}

/** Marks a thing as gone: it is not taken to exist again. */
export function forget(env: Environment, kind: string, name: string): void {
  records(env.state, kind).set(name, { deleted: true });
}

/** An answer about a thing that was found. */
export const about = (
  found: Found,
  output: Params,
  effects?: (HandlerResult & { ok: true })['effects'],
): HandlerResult => ({
  ok: true,
  output,
  ...(found.assumed === undefined ? {} : { assumed: found.assumed }),
  ...(effects === undefined ? {} : { effects }),
});
