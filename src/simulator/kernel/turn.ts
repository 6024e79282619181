/**
 * One macrotask turn: by the time it resolves, every promise job that was ready has run.
 * Never `setTimeout`, which browsers delay and throttle in background tabs.
 */
type SetImmediate = (callback: () => void) => unknown;

function makeTurn(): () => Promise<void> {
  const host = globalThis as { setImmediate?: SetImmediate };
  const immediate = host.setImmediate;
  if (typeof immediate === 'function') {
    return () => new Promise((resolve) => void immediate(() => resolve()));
  }
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
}

export const turn = makeTurn();
