import { readSettings } from '../run/settings.ts';
import { clientsOf } from './clients.ts';
import type { Connecting, ConnectOptions } from './connection.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { userAgent } from './user-agent.ts';

/**
 * Connects to the server of `OCTOPUS_URL` and `OCTOPUS_API_KEY`; without an address, to a rehearsal on the embedded server. Nothing but this
 * function decides between the two.
 */
export async function connect(options: ConnectOptions): Promise<Connecting> {
  const { env, cwd, edges } = options;
  const url = env.OCTOPUS_URL;
  if (!url) {
    const { startRehearsal } = await import('../rehearsal/start.ts');
    return startRehearsal(options);
  }
  const apiKey = env.OCTOPUS_API_KEY;
  if (!apiKey) {
    return {
      ok: false,
      exit: 'usage',
      message: 'OCTOPUS_URL is set and OCTOPUS_API_KEY is not',
      hint: 'set OCTOPUS_API_KEY to a key of the account that the train runs under',
    };
  }
  if (/\/api\/*$/.test(url)) {
    return {
      ok: false,
      exit: 'usage',
      message: `OCTOPUS_URL=${url} ends with /api`,
      hint: `write the address that people open: ${url.replace(/\/api\/*$/, '')}`,
    };
  }
  const settings = readSettings(env);
  if (!settings.ok) return { ok: false, exit: 'usage', message: settings.message, hint: 'mend it, or leave it unset' };
  const perMinute = Number(env.OCTOPUS_REQUESTS_PER_MINUTE ?? 180);
  if (!Number.isFinite(perMinute) || perMinute < 0) {
    return {
      ok: false,
      exit: 'usage',
      message: `OCTOPUS_REQUESTS_PER_MINUTE=${env.OCTOPUS_REQUESTS_PER_MINUTE} is no number`,
      hint: 'write a number; 0 for no limit',
    };
  }
  try {
    const clients = clientsOf({ url, auth: { apiKey }, requestsPerMinute: perMinute, userAgent, edges });
    const kubeconfig = kubeconfigOf(env, cwd);
    return {
      ok: true,
      connection: {
        ...clients,
        url: clients.client.url,
        rehearsal: null,
        settings: settings.settings,
        kubeconfig,
        clock: edges.clock,
        close: async () => {},
      },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      ok: false,
      exit: 'usage',
      message: `OCTOPUS_URL: ${error.message}`,
      hint: 'write the address of your server, e.g. https://deploy.example.com',
    };
  }
}
