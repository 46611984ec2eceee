import { open, realpath, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { readIfThere, writeWhole } from '@octotrain/durable-files';
import type { KubeResult } from '../result.ts';
import { withContext, withoutContext } from './merged-kubeconfig.ts';

const usualPatienceMs = 2_000;
const lookEveryMs = 20;

/**
 * Enters the context of a cluster's own kubeconfig into another, the person's: whole or not at all, and not while kubectl
 * writes it. Comments and everything else in it stay. An entry of that name which was not made here is never replaced.
 */
export async function enterContext(options: {
  /** Path of the person's kubeconfig; made when there is none. */
  into: string;
  /** The cluster's own kubeconfig, as text. */
  from: string;
  /** The cluster's folder: the mark of its entries. */
  owner: string;
  /** How long another program may take to write it; two seconds by default. */
  patienceMs?: number;
}): Promise<KubeResult<undefined>> {
  const { into, patienceMs = usualPatienceMs } = options;
  return rewrite(into, patienceMs, (text) => withContext(text, options));
}

/** Takes out what {@link enterContext} has entered for this owner. A file that it is not in is not touched. */
export async function leaveContext(options: { from: string; owner: string }): Promise<KubeResult<undefined>> {
  if ((await readIfThere(options.from)) === undefined) return { ok: true, value: undefined };
  return rewrite(options.from, usualPatienceMs, (text) => withoutContext(text, options.owner));
}

async function rewrite(
  path: string,
  patienceMs: number,
  change: (text: string) => KubeResult<string>,
): Promise<KubeResult<undefined>> {
  // A link stays a link: what it leads to is written.
  const place = await realpath(path).catch(() => path);
  const lock = `${place}.lock`;
  // kubectl keeps others from writing by this very file.
  if (!(await locked(lock, patienceMs))) {
    const hint = `remove ${lock} if nobody is writing the kubeconfig`;
    return { ok: false, problem: { code: 'held', message: `${place} is being written by another program`, hint } };
  }
  try {
    const before = (await readIfThere(place)) ?? '';
    const after = change(before);
    if (!after.ok) return { ok: false, problem: { ...after.problem, message: `${path}: ${after.problem.message}` } };
    if (after.value !== before) await writeWhole(place, after.value, { ownerOnly: true });
    return { ok: true, value: undefined };
  } finally {
    await rm(lock, { force: true });
  }
}

async function locked(lock: string, patienceMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookEveryMs) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      await wait(lookEveryMs);
    }
  }
  return false;
}
