import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server } from 'node:net';
import type { KnownPod } from './known-pod.ts';

/** Ways through kwok, each for one port-forward at a time. */
export interface ForwardSlots {
  /** Names that kwok knows, and the port on loopback to which it passes connections under each. */
  readonly forwards: readonly { readonly name: string; readonly port: number }[];
  /** Lends a way to a pod until it is given back; undefined when all are in use. */
  lend(pod: KnownPod): { readonly name: string; giveBack(): void } | undefined;
  close(): Promise<void>;
}

/** Opens ways; what comes on a way that is lent is handed over with its pod, everything else is refused. */
export async function openForwardSlots(options: {
  count: number;
  accept: (socket: Socket, pod: KnownPod) => void;
}): Promise<ForwardSlots> {
  const slots = await Promise.all(
    Array.from({ length: options.count }, async () => {
      const slot = { name: `forward-${randomUUID()}`, port: 0, pod: undefined as KnownPod | undefined };
      const server = createServer((socket) => {
        if (slot.pod === undefined) socket.destroy();
        else options.accept(socket, slot.pod);
      });
      slot.port = await listen(server);
      return { slot, server };
    }),
  );

  return {
    forwards: slots.map(({ slot: { name, port } }) => ({ name, port })),
    lend(pod) {
      const free = slots.find(({ slot }) => slot.pod === undefined)?.slot;
      if (free === undefined) return undefined;
      free.pod = pod;
      return {
        name: free.name,
        giveBack() {
          free.pod = undefined;
        },
      };
    },
    async close() {
      await Promise.all(slots.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
