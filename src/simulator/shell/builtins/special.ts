import { ExitShell } from '../core/control.ts';
import { isBash, type Process } from '../core/process.ts';
import { complain } from '../dialect/messages.ts';

/** A failing special built-in ends the script in dash and in POSIX mode; bash goes on. @param status bash's. */
export async function specialFailure(proc: Process, message: string, status = 1): Promise<number> {
  await complain(proc, message);
  if (proc.dialect === 'bash') return status;
  throw new ExitShell(isBash(proc) ? status : 2);
}

/** A number of a built-in, or null. */
export function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
