import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SimEvent } from '../recording/events.ts';
import { outcomeOf } from '../recording/outcome.ts';
import type { Recording } from '../recording/types.ts';
import type { Intervention, Scenario } from '../scenario/types.ts';
import { engineVersion } from './version.ts';

/** Closes a recording: what came of it, and a hash over all that it says. */
export async function finishRecording(o: {
  scenario: Scenario;
  events: SimEvent[];
  ended: Recording['ended'];
  unused: Intervention[];
}): Promise<Recording> {
  const { scenario, events, ended } = o;
  const content = JSON.stringify([engineVersion, scenario, ended, events]);
  return {
    formatVersion: 1,
    engine: engineVersion,
    hash: await digest(content),
    ended,
    scenario,
    events,
    blobs: {},
    outcome: outcomeOf(scenario, events, o.unused),
  };
}

/**
 * SHA-256 as hexadecimal digits: the platform's own takes an eighth of the time, but in browsers there is one on secure pages
 * only.
 */
async function digest(text: string): Promise<string> {
  const bytes = utf8ToBytes(text);
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (subtle === undefined) return bytesToHex(sha256(bytes));
  return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}
