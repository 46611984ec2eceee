import https from 'node:https';
import { type Connection, unreachable } from './connection.ts';

/** The way to an API server: what requests need of a {@link Connection}. */
export type Way = Pick<Connection, 'server' | 'request'>;

/** Where an API server is and who asks it. */
export interface ApiAccess {
  readonly server: string;
  /** PEM of those that it may be certified by. */
  readonly authority: string;
  readonly token: string;
}

/** A way to a server whose access is known, without the Kubernetes library, which takes half a second to load. */
export function directConnection({ server, authority, token }: ApiAccess): Way & { close(): void } {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 8, ca: authority });
  const { hostname, port } = new URL(server);
  return {
    server,
    async request({ headers, ...call }) {
      const authorized = { ...headers, authorization: `Bearer ${token}` };
      try {
        return { ok: true, value: https.request({ ...call, agent, host: hostname, port, headers: authorized }) };
      } catch (error) {
        return { ok: false, problem: unreachable(server, error) };
      }
    },
    close: () => agent.destroy(),
  };
}
