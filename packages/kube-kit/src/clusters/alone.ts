import { rmdir } from 'node:fs/promises';
import { acquireFileLock } from '@octotrain/durable-files';
import type { KubeResult } from '../result.ts';

/**
 * Works at a cluster while nobody else of this machine does. The lock lies in the cluster's folder, and the folder goes
 * with it when the work has left nothing else there.
 */
export async function alone<T>(
  { folder, name, what }: { folder: string; name: string; what: string },
  work: () => Promise<KubeResult<T>>,
): Promise<KubeResult<T>> {
  const lock = await acquireFileLock({ folder, name: lockName, what });
  if (!lock.ok) {
    const by = lock.holder === null ? 'another run' : `\`${lock.holder.what}\`, process ${lock.holder.pid}`;
    const message = `${by} works at the cluster ${name}`;
    return { ok: false, problem: { code: 'held', message, hint: 'let it finish' } };
  }
  try {
    return await work();
  } finally {
    await lock.release();
    await rmdir(folder).catch(() => undefined);
  }
}

const lockName = 'cluster';

/** Whether a file of a cluster's folder belongs to its lock. */
export function isOfLock(file: string): boolean {
  return new RegExp(`^${lockName}\\..+\\.(lock|draft)$`).test(file);
}
