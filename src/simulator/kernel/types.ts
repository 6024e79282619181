/** Virtual time. */
export interface Clock {
  /** ms since the scenario's start. */
  now(): number;
  /** Resolves when `ms` of virtual time have passed. Rejects with `Cancelled` once `cancel` has fired. */
  sleep(ms: number, cancel?: AbortSignal): Promise<void>;
  /** Unix ms of the present virtual moment. */
  unix(): number;
}

/** Names that depend only on the seed and on their place in the story. */
export interface Ids {
  uuid(key: string): string;
  /** `length` characters of `alphabet`. */
  text(key: string, length: number, alphabet: string): string;
  hex(key: string, length: number): string;
  /** Evenly in [0, 1). */
  fraction(key: string): number;
}
