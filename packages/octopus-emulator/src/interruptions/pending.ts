import type { Store } from '../store/store.ts';
import type { InterruptionDocument } from './state.ts';

/** The questions of a task that nobody has answered. */
export function pendingInterruptions(store: Pick<Store, 'where'>, taskId: string): InterruptionDocument[] {
  return store.where('Interruptions', 'TaskId', taskId).filter(({ IsPending }) => IsPending);
}

/** Closes what a task that is cancelled or ends still asks, and what is asked of others in its place. */
export function closeInterruptions(store: Pick<Store, 'where' | 'get' | 'put'>, taskId: string): void {
  for (const interruption of pendingInterruptions(store, taskId)) {
    for (const one of [interruption, ...mirrorsOf(store, interruption)]) {
      store.put('Interruptions', { ...one, IsPending: false });
    }
  }
}

/** The same question as it is shown at the tasks that wait for the one that asks it. */
function mirrorsOf(store: Pick<Store, 'get'>, interruption: InterruptionDocument): InterruptionDocument[] {
  return (interruption.MirrorIds ?? []).flatMap((id) => store.get('Interruptions', id) ?? []);
}

/** A question and all that stand for it, the one that is really asked first. They are answered together. [docs] */
export function linkedTo(store: Pick<Store, 'get'>, interruption: InterruptionDocument): InterruptionDocument[] {
  const original =
    interruption.MirrorOf === undefined ? interruption : store.get('Interruptions', interruption.MirrorOf);
  return original === undefined ? [interruption] : [original, ...mirrorsOf(store, original)];
}
