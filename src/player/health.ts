import type { Health } from '../ui/StatusPill.tsx';

export type { Health } from '../ui/StatusPill.tsx';

/** AWS's words that do not mean failure. */
const healths: Readonly<Record<string, Health>> = {
  InProgress: 'busy',
  IN_PROGRESS: 'busy',
  Stopping: 'busy',
  Succeeded: 'ok',
  SUCCEEDED: 'ok',
  Skipped: 'idle',
  Superseded: 'idle',
  Cancelled: 'idle',
};

/** How a status of an execution, a stage, an action, a build or a phase is to be shown. */
export const healthOf = (status: string): Health =>
  Object.hasOwn(healths, status) ? (healths[status] ?? 'bad') : 'bad';
