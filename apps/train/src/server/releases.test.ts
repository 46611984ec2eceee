import { createOctopusClient } from '@octotrain/octopus-client';
import type { PlannedCar } from '@octotrain/train-engine';
import { describe, expect, it } from 'vitest';
import type { Session } from '../run/session.ts';
import { ensureRelease } from './releases.ts';
import type { ServerDeps } from './server-deps.ts';

const car = {
  id: 'api',
  space: { id: 'Spaces-1', name: 'Payments' },
  project: { id: 'Projects-1', name: 'api' },
  version: '1.1.0',
  notes: null,
} as PlannedCar; // what a release needs to know of a car

/** A server that has the release from its `thereFrom`th question on, and refuses to make it. */
async function ensured({ thereFrom }: { thereFrom: number }) {
  const heard: unknown[] = [];
  let asked = 0;
  const { api } = createOctopusClient({
    url: 'http://octopus.invalid',
    auth: { apiKey: 'API-X' },
    requestsPerMinute: 0,
    fetch: ({ method }) => {
      if (method === 'POST')
        return Response.json({ ErrorMessage: 'There is a release 1.1.0 already.', Errors: [] }, { status: 400 });
      asked++;
      return asked >= thereFrom
        ? Response.json({ Id: 'Releases-7' })
        : Response.json({ ErrorMessage: 'Not found.' }, { status: 404 });
    },
  });
  const hear = async (event: unknown) => void heard.push(event);
  // The parts of a session and of its surroundings that a release touches.
  const session = {
    plan: { train: 'friday', cars: [car] },
    lock: { run: 'friday-20261123-abcdef' },
    hear,
    intend: hear,
  } as unknown as Session;
  const deps = { api, at: () => 5 } as unknown as ServerDeps;
  const effect = { id: 'release/api', kind: 'ensure-release', car: 'api', mayCreate: true } as const;
  return {
    events: await ensureRelease(effect, session, deps),
    heard,
  };
}

describe('a release', () => {
  it('that stands is found, and nothing is written', async () => {
    const { events, heard } = await ensured({ thereFrom: 1 });

    expect(events).toEqual([{ type: 'release', car: 'api', releaseId: 'Releases-7', created: false, at: 5 }]);
    expect(heard).toEqual([]);
  });

  it('that another machine made just then is found after the refusal', async () => {
    const { events, heard } = await ensured({ thereFrom: 2 });

    expect(events).toEqual([{ type: 'release', car: 'api', releaseId: 'Releases-7', created: false, at: 5 }]);
    expect(heard).not.toContainEqual(expect.objectContaining({ type: 'refused' }));
  });

  it('that is refused for another reason is refused, in the server’s words', async () => {
    const { events, heard } = await ensured({ thereFrom: 9 });

    expect(events).toEqual([]);
    expect(heard).toContainEqual(
      expect.objectContaining({ type: 'refused', message: 'There is a release 1.1.0 already.' }),
    );
  });
});
