import { GLOBAL_KEYS, loadKnowledge } from '../simulator/index.ts';
import type { Term, Vocabulary } from './protocol.ts';

/** The words of one service that a policy can hold, in AWS's spelling. */
export async function vocabularyOf(prefix: string): Promise<Vocabulary> {
  const known = await loadKnowledge(prefix === '' ? [] : [prefix]);
  const service = known.facts.get(prefix.toLowerCase());
  const actions = [...(service?.actions.values() ?? [])].map(
    ({ name, accessLevel, resources }): Term => ({
      name: `${service?.prefix}:${name}`,
      detail: [accessLevel, resources.map((type) => type.name).join(', ') || 'no resource'].join(
        ' · ',
      ),
    }),
  );
  // A service may list a global key among its own.
  const keys = new Map([...GLOBAL_KEYS, ...(service?.keys ?? [])].map((key) => [key.name, key]));
  return {
    services: [...known.services].map(([name, detail]) => ({ name, detail })),
    actions,
    resources: (service?.resources ?? []).map(({ name, arn }) => ({ name: arn, detail: name })),
    keys: [...keys.values()].map(({ name, type }) => ({ name, detail: type })),
  };
}
