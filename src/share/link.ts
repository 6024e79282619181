/**
 * A whole state of the studio in a URL fragment: `#v1.<base64url(deflate(json))>`.
 * Reading one is reading a stranger's input: every size is bounded before and after inflating.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Grain } from '../simulator/recording/worldTypes.ts';
import type { PatchStep } from './jsonPatch.ts';

/** What a link carries. The scenario is a built-in one with changes, or a whole one. */
export interface SharedState {
  /** Version of the engine that the sender had. */
  engine?: string;
  /** Id of the built-in scenario that the changes are made to. */
  scenario: string;
  patch?: PatchStep[];
  /** A scenario that is not built in, still to be checked by `parseScenario`. */
  whole?: unknown;
  /** Key of the event at the playhead. */
  at?: string;
  grain?: Grain;
}

export type LinkReading =
  | { ok: true; state: SharedState }
  | { ok: false; reason: keyof typeof linkMessages };

/** What the banner says, by reason. */
export const linkMessages = {
  none: '',
  damaged:
    'This link is damaged, so its changes cannot be shown. Here is the scenario as built in.',
  tooBig: 'This link is larger than Pipeglass accepts. Here is the scenario as built in.',
  newer: 'This link was made by a newer Pipeglass. Here is the scenario as built in.',
} as const;

/** Characters, bytes and levels that a link may have. */
export const linkLimits = { fragment: 200_000, json: 2_000_000, depth: 64 } as const;

const prefix = 'v1.';
const grains: readonly Grain[] = ['stage', 'step', 'event'];

/** @returns the fragment without `#`; null when the state is larger than a link may be. */
export function writeLink(state: SharedState): string | null {
  const json = strToU8(JSON.stringify(state));
  if (json.length > linkLimits.json) return null;
  const fragment = prefix + toBase64Url(deflateSync(json, { level: 9 }));
  return fragment.length > linkLimits.fragment ? null : fragment;
}

/** @param fragment with or without `#`. Never throws. */
export function readLink(fragment: string): LinkReading {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  const version = /^v(\d{1,6})\./.exec(text)?.[1];
  if (version === undefined) return { ok: false, reason: 'none' };
  if (version !== '1') return { ok: false, reason: 'newer' };
  if (text.length > linkLimits.fragment) return { ok: false, reason: 'tooBig' };
  const packed = fromBase64Url(text.slice(prefix.length));
  const json = packed === null ? null : inflateBounded(packed);
  if (json === 'tooBig') return { ok: false, reason: 'tooBig' };
  const state = json === null ? null : asState(parseBounded(json));
  return state === null ? { ok: false, reason: 'damaged' } : { ok: true, state };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    return strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
  } catch {
    return null;
  }
}

/** Small steps, so that a bomb is noticed after one of them (deflate gives at most 1,032 bytes for one). */
function inflateBounded(packed: Uint8Array): string | 'tooBig' | null {
  const step = 1024;
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((part, final) => {
    parts.push(part);
    size += part.length;
    ended = final;
  });
  try {
    for (let from = 0; from < packed.length; from += step) {
      inflate.push(packed.subarray(from, from + step), from + step >= packed.length);
      if (size > linkLimits.json) return 'tooBig';
    }
    if (!ended) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(concat(parts, size));
  } catch {
    return null;
  }
}

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @returns undefined for text that is no JSON, nests too deep, or names the prototype. */
function parseBounded(json: string): unknown {
  if (depthOf(json) > linkLimits.depth) return undefined;
  try {
    let hostile = false;
    const value: unknown = JSON.parse(json, (key, part: unknown) => {
      if (key === '__proto__') hostile = true;
      return part;
    });
    return hostile ? undefined : value;
  } catch {
    return undefined;
  }
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i += 1) {
    const char = json[i];
    if (quoted) {
      if (char === '\\') i += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

function asState(value: unknown): SharedState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { engine, scenario, patch, whole, at, grain } = value as Record<string, unknown>;
  if (typeof scenario !== 'string' || !(patch === undefined || isPatch(patch))) return null;
  return {
    scenario,
    ...(typeof engine === 'string' && { engine }),
    ...(patch !== undefined && { patch }),
    ...(whole !== undefined && { whole }),
    ...(typeof at === 'string' && { at }),
    ...(isGrain(grain) && { grain }),
  };
}

const isGrain = (value: unknown): value is Grain => grains.some((grain) => grain === value);
const isPatch = (value: unknown): value is PatchStep[] =>
  Array.isArray(value) && value.every(isStep);

function isStep(step: unknown): boolean {
  if (!Array.isArray(step) || step.length < 1 || step.length > 2 || !Array.isArray(step[0]))
    return false;
  return step[0].every((key) => typeof key === 'string' || Number.isSafeInteger(key));
}
