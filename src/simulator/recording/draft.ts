import type { Scenario } from '../scenario/types.ts';
import type { World } from './worldTypes.ts';

/**
 * A world in the making: shares everything with the world it comes from and copies a part the first time that part changes,
 * so that a fold over many events copies each list once.
 */
export class Draft {
  readonly scenario: Scenario;
  readonly world: World;
  readonly #owned = new WeakSet<object>();

  constructor(scenario: Scenario, base: World) {
    this.scenario = scenario;
    this.world = { ...base };
  }

  /** The named part of the world, safe to change. */
  own<K extends keyof World>(part: K): World[K] {
    const copy = this.#copyOf(this.world[part]);
    this.world[part] = copy;
    return copy;
  }

  /** An item of a list that is owned already, safe to change. */
  item<T extends object>(list: T[], index: number): T | undefined {
    const found = list[index];
    if (found === undefined) return undefined;
    const copy = this.#copyOf(found);
    list[index] = copy;
    return copy;
  }

  /** A field of an owned object, safe to change. */
  field<T extends object, K extends keyof T>(object: T, key: K): T[K] {
    const copy = this.#copyOf(object[key]);
    object[key] = copy;
    return copy;
  }

  /** An entry of an owned record, made by `make` when it is missing. */
  entry<T extends object>(record: Record<string, T>, key: string, make: () => T): T {
    const found = Object.hasOwn(record, key) ? record[key] : undefined;
    const copy = this.#copyOf(found ?? make());
    record[key] = copy;
    return copy;
  }

  #copyOf<T>(value: T): T {
    if (typeof value !== 'object' || value === null || this.#owned.has(value)) return value;
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as T & object;
    this.#owned.add(copy);
    return copy;
  }
}
