import type { Clock, Timer } from './clock.ts';

/** A clock that only moves when it is told to. */
export interface VirtualClock extends Clock {
  /** Moves `ms` forward and fires, in order of time, everything that falls due on the way. */
  advance(ms: number): void;
  /** Jumps to the next timer and fires it; false when there is none. */
  runNext(): boolean;
  /** How many timers wait. */
  pending(): number;
  /** When the next timer falls due; undefined when none waits. */
  nextDueMs(): number | undefined;
}

interface Entry {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** A clock for tests and simulations: thousands of simulated days in a minute, the same every time. */
export function virtualClock(startMs: number): VirtualClock {
  const heap: Entry[] = [];
  let nowMs = startMs;
  let orders = 0;
  let waiting = 0;

  function after(delayMs: number, run: () => void): Timer {
    const entry: Entry = { dueMs: nowMs + Math.max(0, delayMs), order: orders++, run, cancelled: false };
    push(heap, entry);
    waiting += 1;
    return {
      cancel() {
        if (entry.cancelled) return;
        entry.cancelled = true;
        waiting -= 1;
      },
    };
  }

  function nextDue(): Entry | undefined {
    while (heap[0]?.cancelled) pop(heap);
    return heap[0];
  }

  function fire(entry: Entry): void {
    pop(heap);
    entry.cancelled = true;
    waiting -= 1;
    nowMs = Math.max(nowMs, entry.dueMs);
    entry.run();
  }

  return {
    now: () => nowMs,
    after,
    pending: () => waiting,
    nextDueMs: () => nextDue()?.dueMs,
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let entry = nextDue(); entry !== undefined && entry.dueMs <= untilMs; entry = nextDue()) fire(entry);
      nowMs = Math.max(nowMs, untilMs);
    },
    runNext() {
      const entry = nextDue();
      if (entry === undefined) return false;
      fire(entry);
      return true;
    },
  };
}

function before(a: Entry, b: Entry): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (parent === undefined || !before(entry, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const child = right !== undefined && left !== undefined && before(right, left) ? right : left;
    if (child === undefined || !before(child, last)) break;
    heap[at] = child;
    at = child === left ? 2 * at + 1 : 2 * at + 2;
  }
  heap[at] = last;
}
