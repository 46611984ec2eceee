import http from 'node:http';
import https from 'node:https';
import type { KubeProblem, KubeResult } from '../result.ts';
import type { KubeAccess } from './kubeconfig.ts';

/** One request, before it is sent. */
interface Call {
  method: string;
  /** Below the server's address, ready encoded, with its leading slash. */
  path: string;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** The way to one API server, with the credentials of one context. Connections are kept for the next request. */
export interface Connection {
  readonly access: KubeAccess;
  readonly server: string;
  /** A request that is ready to be ended; a problem when there are no credentials for it. */
  request(call: Call): Promise<KubeResult<http.ClientRequest>>;
}

/** Nothing is sent before the first request. Credentials are asked for anew with each request, as they may run out. */
export function createConnection(access: KubeAccess): Connection {
  const { server, proxied } = access;
  const agentFor = agentKeeper();
  return {
    access,
    server,
    async request({ method, path, headers, signal }) {
      const options: https.RequestOptions = { method, headers: { ...headers } };
      try {
        await access.apply(options);
      } catch (error) {
        return {
          ok: false,
          problem: { code: 'unauthorized', message: `no credentials for ${server}: ${messageOf(error)}` },
        };
      }
      try {
        const url = new URL(server);
        const secure = url.protocol === 'https:';
        const full = {
          ...options,
          // A way through a proxy is the library's; it keeps no connections.
          ...(proxied ? {} : { agent: agentFor(options, secure) }),
          host: bareHost(url),
          port: url.port || undefined,
          path: `${url.pathname.replace(/\/+$/, '')}${path}`,
          signal,
        };
        return { ok: true, value: (secure ? https : http).request(full) };
      } catch (error) {
        return { ok: false, problem: unreachable(server, error) };
      }
    },
  };
}

/** The problem of a server that cannot be reached. */
export function unreachable(server: string, error: unknown): KubeProblem {
  const hint = 'is the cluster running, and the address in the kubeconfig right?';
  return { code: 'unreachable', message: `cannot reach ${server}: ${messageOf(error)}`, hint };
}

/** The sentence of an error. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Several addresses that all refuse come as one error without a message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error.message;
}

/** Keeps one agent for as long as the credentials stay the same. */
function agentKeeper(): (options: https.RequestOptions, secure: boolean) => http.Agent {
  let kept: { agent: http.Agent; mark: string } | undefined;
  return ({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername }, secure) => {
    const mark = [ca, cert, key, pfx, passphrase, rejectUnauthorized, servername].map(String).join('\n');
    if (kept?.mark === mark) return kept.agent;
    kept?.agent.destroy();
    const given = Object.entries({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername });
    const credentials = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    const agent = secure ? new https.Agent({ keepAlive: true, ...credentials }) : new http.Agent({ keepAlive: true });
    kept = { agent, mark };
    return agent;
  };
}

/** IPv6 addresses stand in brackets in a URL, and without them elsewhere. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
