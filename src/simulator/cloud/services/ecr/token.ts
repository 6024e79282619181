import { isRecord } from '../../../iam/record.ts';

/** What a registry knows from the password that it is shown. */
export interface RegistryToken {
  /** Which registry gave it out. */
  service: 'ecr' | 'ecr-public';
  region: string;
  /** Access key of the session that asked for it: the registry acts for that session. */
  accessKeyId: string;
  /** Unix seconds. */
  expiration: number;
}

/** Hours that an authorization token is valid (Amazon ECR User Guide, "Private registry authentication"). */
export const tokenHours = 12;

/**
 * The password in an authorization token: like the real one, base64 of a JSON object whose payload only the registry can read.
 * `filler` gives it its usual length, over 2,000 characters.
 */
export function writeToken(token: RegistryToken, filler: string): string {
  const { service, region, accessKeyId, expiration } = token;
  const payload = `${btoa(JSON.stringify([service, region, accessKeyId]))}.${filler}`;
  return btoa(JSON.stringify({ payload, version: '2', type: 'DATA_KEY', expiration }));
}

function parsed(base64: string): unknown {
  try {
    return JSON.parse(atob(base64));
  } catch {
    return undefined;
  }
}

/** The token behind a password; null when the registry gave out no such thing. */
export function readToken(password: string): RegistryToken | null {
  const outer = parsed(password);
  if (!isRecord(outer) || typeof outer.payload !== 'string') return null;
  const { payload, expiration } = outer;
  // The words end at the first dot, where the filler begins.
  const inner = parsed(payload.slice(0, Math.max(0, payload.indexOf('.'))));
  if (!Array.isArray(inner) || typeof expiration !== 'number') return null;
  const [service, region, accessKeyId] = inner as unknown[];
  if (service !== 'ecr' && service !== 'ecr-public') return null;
  if (typeof region !== 'string' || typeof accessKeyId !== 'string') return null;
  return { service, region, accessKeyId, expiration };
}
