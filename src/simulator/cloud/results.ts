import type { Trace } from '../recording/types.ts';
import type { HandlerResult, Params } from './types.ts';

export const done = (output: Params = {}, effects?: (trace: Trace) => void): HandlerResult => ({
  ok: true,
  output,
  ...(effects === undefined ? {} : { effects }),
});

export const refuse = (code: string, message: string, status = 400): HandlerResult => ({
  ok: false,
  error: { code, message, status },
});
