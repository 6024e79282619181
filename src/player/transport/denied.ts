import type { Recording } from '../../simulator/read.ts';
import { perRecording } from '../perRecording.ts';

/** Seqs of the API calls that permissions refused. */
export const deniedSeqs: (recording: Recording) => readonly number[] = perRecording(({ events }) =>
  events.flatMap((event) =>
    event.type === 'api.call' && event.call.decision.result !== 'Allowed' ? [event.seq] : [],
  ),
);
