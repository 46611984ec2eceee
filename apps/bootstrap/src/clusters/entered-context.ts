import { readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { readIfThere, writeWhole } from '@octotrain/durable-files';
import { enterContext, type KubeResult, leaveContext } from '@octotrain/kube-kit';

/** The note, in a cluster's folder, of where its context was entered. */
function notePath(folder: string): string {
  return join(folder, 'entered-into');
}

/** Enters a cluster's context into the person's kubeconfig, the first of several, and notes where. */
export async function enterFor(options: {
  folder: string;
  kubeconfig: string;
  /** As in `KUBECONFIG`. */
  into: string;
}): Promise<KubeResult<string>> {
  const { folder, kubeconfig } = options;
  const into = options.into.split(delimiter).find((path) => path !== '') ?? options.into;
  const before = await readIfThere(notePath(folder));
  if (before !== undefined && before.trim() !== into) {
    const left = await leaveContext({ from: before.trim(), owner: folder });
    if (!left.ok) return left;
  }
  // Noted before it is done: what is cut short here is found by `down`.
  await writeWhole(notePath(folder), `${into}\n`, { ownerOnly: true });
  const entered = await enterContext({ into, from: await readFile(kubeconfig, 'utf8'), owner: folder });
  return entered.ok ? { ok: true, value: into } : entered;
}

/** Takes a cluster's context out of wherever it was entered. */
export async function leaveFor(folder: string): Promise<KubeResult<undefined>> {
  const note = await readIfThere(notePath(folder));
  if (note === undefined) return { ok: true, value: undefined };
  const left = await leaveContext({ from: note.trim(), owner: folder });
  if (left.ok) await rm(notePath(folder), { force: true });
  return left;
}
