/** The recording of one built-in scenario; each one is a chunk of its own. Made by `recordings.ts`. */
declare module 'virtual:recording/*' {
  const recording: import('../simulator/recording/types.ts').Recording;
  export default recording;
}

/** Loaders of all built-in recordings, by scenario id. Importing this module loads none of them. */
declare module 'virtual:recordings' {
  type Recording = import('../simulator/recording/types.ts').Recording;
  export const recordings: Record<string, () => Promise<Recording>>;
}
