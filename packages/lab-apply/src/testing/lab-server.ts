import { finpayLab, type Lab, loadLab, type SecretSource } from '@octotrain/lab-config';
import { type Clock, createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator, type EmulatorOptions } from '@octotrain/octopus-emulator';
import { applyAgent } from '../verify/audit-event.ts';

/** One request that was sent. */
interface Sent {
  readonly method: string;
  readonly path: string;
}

/** FinPay's lab. */
export function finpay(): Lab {
  const loaded = loadLab(finpayLab);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

/** No secret is set anywhere. */
export const noSecrets: SecretSource = { env: () => undefined, file: () => undefined };

/** An emulator as a function, and a client of its administrator that counts. */
export interface LabServer {
  readonly emulator: Emulator;
  readonly client: OctopusClient;
  readonly sent: Sent[];
  /** Requests that were not only looking. */
  writes(): readonly Sent[];
  connect(apiKey: string): OctopusClient;
  /** The administrator, by the program that applies labs: the audit log tells the two apart. */
  applier(): OctopusClient;
  /** The administrator at another desk: neither counted nor intercepted. */
  readonly elsewhere: OctopusClient;
}

/** Stands between a client and the server. */
export type Intercept = (request: Request, answer: () => Promise<Response>) => Promise<Response>;

/** Starts one; `intercept` may throw before or after a request, as a kill would. */
export async function startLabServer(
  options: EmulatorOptions & {
    intercept?: Intercept;
    /** How often the client sends again; never unless given. */
    retries?: number;
    clientClock?: Clock;
    /** The client's own limit; none unless given. */
    requestsPerMinute?: number;
  } = {},
): Promise<LabServer> {
  const {
    intercept = (_request, answer) => answer(),
    retries = 0,
    requestsPerMinute = 0,
    clientClock,
    ...settings
  } = options;
  const emulator = await createEmulator(settings);
  const sent: Sent[] = [];
  function clientWith(apiKey: string, userAgent?: string): OctopusClient {
    return createOctopusClient({
      url: 'http://octopus',
      auth: { apiKey },
      ...(userAgent === undefined ? {} : { userAgent }),
      requestsPerMinute,
      retries,
      ...(clientClock === undefined ? {} : { clock: clientClock }),
      async fetch(request) {
        sent.push({ method: request.method, path: new URL(request.url).pathname });
        return intercept(request, () => emulator.fetch(request));
      },
    });
  }
  const elsewhere = createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: emulator.administratorKey },
    requestsPerMinute: 0,
    retries: 0,
    fetch: (request) => emulator.fetch(request),
  });
  return {
    emulator,
    elsewhere,
    client: clientWith(emulator.administratorKey),
    sent,
    writes: () => sent.filter(({ method }) => method !== 'GET'),
    connect: (apiKey) => clientWith(apiKey),
    applier: () => clientWith(emulator.administratorKey, applyAgent),
  };
}
