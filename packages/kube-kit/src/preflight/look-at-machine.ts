import { readFile, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { PreflightFacts } from './facts.ts';

/** Memory that programs could have, and all there is. */
export function lookAtMemory(): PreflightFacts['memory'] {
  const all = process.constrainedMemory?.() ?? 0;
  const totalBytes = all > 0 && all < totalmem() ? all : totalmem();
  return { availableBytes: Math.min(process.availableMemory?.() ?? freemem(), totalBytes), totalBytes };
}

/** Free space where a folder is, or is going to be. */
export async function lookAtDisk(folder: string): Promise<PreflightFacts['disk']> {
  const found = await statfs(folder).catch(() => undefined);
  if (found) return { folder, freeBytes: found.bavail * found.bsize };
  const above = dirname(folder);
  return above === folder ? undefined : lookAtDisk(above);
}

/** How much may be watched; undefined on systems without that limit. */
export async function lookAtInotify(platform: NodeJS.Platform): Promise<PreflightFacts['inotify']> {
  if (platform !== 'linux') return undefined;
  const [watches, instances] = await Promise.all(['max_user_watches', 'max_user_instances'].map(limitOf));
  return watches === undefined || instances === undefined ? undefined : { watches, instances };
}

async function limitOf(name: string): Promise<number | undefined> {
  const text = await readFile(`/proc/sys/fs/inotify/${name}`, 'utf8').catch(() => '');
  return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** Whether a port of this machine can be listened on; 0 is any. */
export function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
