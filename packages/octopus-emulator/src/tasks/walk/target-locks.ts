import type { MachineDocument } from '../../machines/state.ts';

/**
 * Keeps processes on one target apart: one at a time, in order. Those that share, because their project bypasses the mutex,
 * run beside each other; one that does not waits for those before it, and those after it wait for it. [docs]
 */
export interface TargetLocks {
  /** Begins as soon as the target is free: at once, when it is. Gives what lets it go, or takes the wish back. */
  take(machineId: string, wish: { readonly shared: boolean; begin(): void }): () => void;
}

interface Entry {
  readonly shared: boolean;
  begin(): void;
  begun: boolean;
}

export function createTargetLocks(): TargetLocks {
  const queues = new Map<string, Entry[]>();

  function admit(queue: Entry[]): void {
    for (;;) {
      const next = queue.find((entry, index) => !entry.begun && mayBegin(queue, index));
      if (next === undefined) return;
      next.begun = true;
      next.begin();
    }
  }

  return {
    take(machineId, wish) {
      const queue = queues.get(machineId) ?? [];
      queues.set(machineId, queue);
      const entry: Entry = { shared: wish.shared, begin: () => wish.begin(), begun: false };
      queue.push(entry);
      admit(queue);
      return () => {
        const at = queue.indexOf(entry);
        if (at < 0) return;
        queue.splice(at, 1);
        if (queue.length === 0) queues.delete(machineId);
        admit(queue);
      };
    },
  };
}

function mayBegin(queue: readonly Entry[], index: number): boolean {
  return queue.slice(0, index + 1).every(({ shared }) => shared) || index === 0;
}

/** Whether processes on a target are kept apart: on Tentacles and over SSH; agents in clusters have a pod for each. [docs, guess for agents] */
export function isExclusive({ Endpoint }: Pick<MachineDocument, 'Endpoint'>): boolean {
  return ['TentaclePassive', 'TentacleActive', 'Ssh'].includes(Endpoint.CommunicationStyle);
}
