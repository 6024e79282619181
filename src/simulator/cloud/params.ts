import type { Params } from './types.ts';

/** Parameters come from commands and from strangers' scenarios: what is not there reads as empty. */
export const text = (params: Params, name: string): string => {
  const value = params[name];
  return typeof value === 'string' ? value : '';
};

export const texts = (params: Params, name: string): string[] => {
  const value = params[name];
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
};

export const count = (params: Params, name: string): number => {
  const value = params[name];
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
};

export const bytes = (params: Params, name: string): Uint8Array => {
  const value = params[name];
  return value instanceof Uint8Array ? value : new Uint8Array();
};
