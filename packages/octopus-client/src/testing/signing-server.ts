import type { OctopusClient, OctopusClientOptions } from '../client.ts';
import { type Asked, fakeServer } from './fake-server.ts';
import { createSteppedClock, type SteppedClock } from './stepped-clock.ts';

/** A server that accepts some credentials, and the client that must have one of them. */
export interface SigningServer {
  readonly client: OctopusClient;
  readonly clock: SteppedClock;
  readonly requests: readonly Asked[];
  /** What each request was signed with. */
  signatures(): (string | null)[];
  /** From now on only these are accepted. */
  accept(...values: string[]): void;
}

/** What its credentials are accepted or refused by is the header alone. */
export function signingServer(
  auth: OctopusClientOptions['auth'],
  options: Partial<OctopusClientOptions> & { readonly others?: (asked: Asked) => unknown } = {},
): SigningServer {
  const { others, ...rest } = options;
  const clock = createSteppedClock();
  let accepted: readonly string[] = [];
  const signatureOf = ({ headers }: Asked) => headers.get('x-octopus-apikey') ?? headers.get('authorization');
  const { client, requests } = fakeServer(
    (asked) => {
      const answer = others?.(asked);
      if (answer !== undefined) return answer;
      if (accepted.includes(signatureOf(asked) ?? '')) return { Id: 'Users-1' };
      return Response.json({ ErrorMessage: `${signatureOf(asked)} is not valid.` }, { status: 401 });
    },
    { clock, ...rest, auth },
  );
  return {
    client,
    clock,
    requests,
    signatures: () => requests.filter(({ path }) => path.startsWith('/api')).map(signatureOf),
    accept(...values) {
      accepted = values;
    },
  };
}
