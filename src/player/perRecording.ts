import type { Recording } from '../simulator/read.ts';

/** `make` with its answer kept for as long as the recording itself lives. */
export function perRecording<T>(make: (recording: Recording) => T): (recording: Recording) => T {
  const made = new WeakMap<Recording, { value: T }>();
  return (recording) => {
    let kept = made.get(recording);
    if (kept === undefined) {
      kept = { value: make(recording) };
      made.set(recording, kept);
    }
    return kept.value;
  };
}
