import type { Outcome } from '../../scenario/types.ts';

/** What a command without enough memory comes to. */
export interface Exhausted {
  stderr: string;
  exitCode: number;
  rule: 'shell.node-heap-limit' | 'shell.memory-killed';
}

/** Programs that run in Node.js, whose heap has a limit of its own. */
const inNode =
  /^(?:\w+=\S* +)*(?:node|npm|npx|yarn|pnpm|ng|next|nuxt|vite|webpack|tsc|jest|react-scripts)\b/;

/** V8 takes half of the memory, at most 2 GiB; 4 GiB from 15 GiB on (V8, `Heap::HeapSizeFromPhysicalMemory`). In MiB. */
const defaultHeap = (memory: number): number =>
  Math.min(memory / 2, memory >= 15 * 1024 ? 4096 : 2048);

function heapOf(command: string, nodeOptions: string, memory: number): number {
  const asked = /--max[-_]old[-_]space[-_]size[= ](\d{1,7})/;
  const given = asked.exec(command)?.[1] ?? asked.exec(nodeOptions)?.[1];
  return given === undefined ? defaultHeap(memory) : Number(given);
}

const heapFull: Exhausted = {
  stderr:
    '\n<--- Last few GCs --->\n\n<--- JS stacktrace --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\nAborted (core dumped)\n',
  exitCode: 134,
  rule: 'shell.node-heap-limit',
};
const killed: Exhausted = { stderr: 'Killed\n', exitCode: 137, rule: 'shell.memory-killed' };

/**
 * How a command ends that needs more memory than it gets: Node.js aborts at the limit of its heap, anything else is killed at
 * that of the container. Null: there is enough.
 * @param o.memory of the container, MiB
 */
export function exhausted(
  { memoryMiB = 0 }: Outcome,
  o: { command: string; nodeOptions: string; memory: number },
): Exhausted | null {
  const heap = inNode.test(o.command) ? heapOf(o.command, o.nodeOptions, o.memory) : Infinity;
  if (memoryMiB > heap && heap <= o.memory) return heapFull;
  return memoryMiB > o.memory ? killed : null;
}
