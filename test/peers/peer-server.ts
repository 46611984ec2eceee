import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import { openRenamingProxy } from './renaming-proxy.ts';

/** How a client reaches the server. Nothing may depend on who it says it is. */
export const routes = ['directly', 'through a proxy that changes who asks'] as const;
export type Route = (typeof routes)[number];

/** A server on loopback for a client that nobody here wrote. */
export interface PeerServer {
  readonly url: string;
  readonly key: string;
  readonly emulator: Emulator;
  /** Asks the server itself, as the administrator. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function startPeerServer(route: Route, { speed = 1 } = {}): Promise<PeerServer> {
  const emulator = await createEmulator({ speed });
  const { url } = await emulator.listen();
  const proxy = route === 'directly' ? undefined : await openRenamingProxy(url, 'somebody-else/1.0');
  return {
    url: proxy?.url ?? url,
    key: emulator.administratorKey,
    emulator,
    async ask(method, path, body) {
      const response = await emulator.fetch(
        new Request(`${url}${path}`, {
          method,
          headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async close() {
      await proxy?.close();
      await emulator.close();
    },
  };
}
