import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SimEvent } from '../recording/events.ts';
import { outcomeOf } from '../recording/outcome.ts';
import type { Recording } from '../recording/types.ts';
import type { Intervention, Scenario } from '../scenario/types.ts';
import { engineVersion } from './version.ts';

/** Closes a recording: what came of it, and a hash over all that it says. */
export function finishRecording(o: {
  scenario: Scenario;
  events: SimEvent[];
  ended: Recording['ended'];
  unused: Intervention[];
}): Recording {
  const { scenario, events, ended } = o;
  const content = JSON.stringify([engineVersion, scenario, ended, events]);
  return {
    formatVersion: 1,
    engine: engineVersion,
    hash: bytesToHex(sha256(utf8ToBytes(content))),
    ended,
    scenario,
    events,
    blobs: {},
    outcome: outcomeOf(scenario, events, o.unused),
  };
}
