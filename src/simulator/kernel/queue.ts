/** A binary heap of waiters, ordered by due time, then by the order they were put in. */
export interface Waiter {
  /** ms of virtual time. */
  due: number;
  order: number;
  /** A daemon does not keep the simulation going: when only daemons wait, the run is over. */
  daemon: boolean;
  /** Taken back: it waits for nothing any more. */
  cancelled: boolean;
  wake: () => void;
}

function before(a: Waiter, b: Waiter): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

export class WaitQueue {
  readonly #heap: Waiter[] = [];
  #order = 0;
  #busy = 0;

  /** Waiters that keep the simulation going. */
  get busy(): number {
    return this.#busy;
  }

  add(due: number, wake: () => void, daemon: boolean): Waiter {
    const heap = this.#heap;
    const waiter: Waiter = { due, order: this.#order++, daemon, cancelled: false, wake };
    if (!daemon) this.#busy++;
    let i = heap.length;
    heap.push(waiter);
    while (i > 0) {
      const parentIndex = (i - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !before(waiter, parent)) break;
      heap[i] = parent;
      i = parentIndex;
    }
    heap[i] = waiter;
    return waiter;
  }

  /** Takes a waiter back, if it still waits. */
  cancel(waiter: Waiter): void {
    if (waiter.cancelled) return;
    waiter.cancelled = true;
    if (!waiter.daemon) this.#busy--;
  }

  /** The next waiter, left where it is. */
  peek(): Waiter | undefined {
    while (this.#heap[0]?.cancelled) this.#remove();
    return this.#heap[0];
  }

  take(): Waiter | undefined {
    const first = this.peek();
    if (first === undefined) return undefined;
    this.cancel(first);
    this.#remove();
    return first;
  }

  #remove(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last);
  }

  #sink(waiter: Waiter): void {
    const heap = this.#heap;
    let i = 0;
    for (;;) {
      const left = heap[2 * i + 1];
      const right = heap[2 * i + 2];
      if (left === undefined) break;
      const useRight = right !== undefined && before(right, left);
      const child = useRight ? right : left;
      if (!before(child, waiter)) break;
      heap[i] = child;
      i = 2 * i + (useRight ? 2 : 1);
    }
    heap[i] = waiter;
  }
}
