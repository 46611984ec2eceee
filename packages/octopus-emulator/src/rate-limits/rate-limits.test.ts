import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { newServer, type Person, personWith, userWith } from '../testing/people.ts';

interface Policy {
  readonly Id: string;
  readonly Name: string;
  readonly ScopeType: string;
  readonly IsEnabled: boolean;
  readonly RequestsPerMinute: number;
  readonly BurstLimit: number;
  readonly AuditMode: boolean;
}

const HUMANS = 'AuthenticatedHuman';

async function policyOf(admin: Person, scope: string): Promise<Policy> {
  const { body } = await admin.get<{ Items: Policy[] }>('/api/ratelimitingpolicies');
  const found = body.Items.find(({ ScopeType }) => ScopeType === scope);
  if (found === undefined) throw new Error(`no policy for ${scope}`);
  return found;
}

async function limit(admin: Person, scope: string, changes: Partial<Policy>): Promise<void> {
  const policy = await policyOf(admin, scope);
  const written = { ...policy, IsEnabled: true, RequestsPerMinute: 60, BurstLimit: 3, ...changes };
  expect((await admin.put(`/api/ratelimitingpolicies/${policy.Id}`, written)).status).toBe(200);
}

async function statuses(person: Person, times: number): Promise<number[]> {
  const seen: number[] = [];
  for (let time = 0; time < times; time += 1) seen.push((await person.get('/api/users/me')).status);
  return seen;
}

describe('rate limits', () => {
  it('are readable and off in a new server, and on where the option asks for them', async () => {
    const { admin } = await newServer();
    const limited = await newServer({ rateLimits: true });

    const { body } = await admin.get<{ Items: Policy[] }>('/api/ratelimitingpolicies');

    expect(
      body.Items.map(({ Name, IsEnabled, RequestsPerMinute, BurstLimit }) => [
        Name,
        IsEnabled,
        RequestsPerMinute,
        BurstLimit,
      ]),
    ).toEqual([
      ['Unauthenticated requests', false, 600, 200],
      ['Authenticated requests', false, 600, 200],
      ['AI Agent requests', false, 600, 200],
    ]);
    expect((await policyOf(limited.admin, HUMANS)).IsEnabled).toBe(true);
  });

  it('refuse what is too much with 429 and Retry-After, each user in a bucket of its own, and fill again', async () => {
    const clock = virtualClock(0);
    const server = await newServer({ clock });
    const sarah = await userWith(server, { username: 'sarah' });
    const james = await userWith(server, { username: 'james' });
    await limit(server.admin, HUMANS, {});

    expect(await statuses(sarah, 4)).toEqual([200, 200, 200, 429]);
    expect(await statuses(james, 1)).toEqual([200]);
    const refused = await server.emulator.fetch(
      new Request('http://octopus/api/users/me', {
        headers: { 'X-Octopus-ApiKey': server.emulator.keyOf('sarah') ?? '' },
      }),
    );
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    clock.advance(1_000);
    expect(await statuses(sarah, 2)).toEqual([200, 429]);
  });

  it('do not carry out what they refuse', async () => {
    const server = await newServer({ clock: virtualClock(0) });
    await limit(server.admin, HUMANS, { BurstLimit: 1 });
    await server.admin.get('/api/users/me');

    const { status } = await server.admin.post('/api/Spaces-1/environments', { Name: 'Never' });

    expect(status).toBe(429);
    expect(server.emulator.world.store.all('Environments')).toEqual([]);
  });

  it('count agents apart from people, and callers without a key together', async () => {
    const server = await newServer({ clock: virtualClock(0) });
    await server.admin.post('/api/users', { Username: 'robot', IsService: true, ServiceAccountType: 'Agent' });
    await limit(server.admin, 'AuthenticatedAgent', { BurstLimit: 1 });
    await limit(server.admin, 'Unauthenticated', { BurstLimit: 1 });

    expect(await statuses(server.as('robot'), 2)).toEqual([200, 429]);
    expect(await statuses(server.admin, 2)).toEqual([200, 200]);
    expect(await statuses(personWith(server.emulator, ''), 2)).toEqual([401, 429]);
  });

  it.each([
    [false, 15],
    [true, 5],
  ])('with audit mode %s tell the audit log of a caller once in %i minutes', async (AuditMode, minutes) => {
    const clock = virtualClock(0);
    const server = await newServer({ clock });
    const sarah = await userWith(server, { username: 'sarah' });
    await limit(server.admin, HUMANS, { AuditMode, BurstLimit: 1, RequestsPerMinute: 1 });
    const told = () =>
      server.emulator.world.store.all('Events').filter(({ Category }) => Category === 'RateLimitExceeded');

    expect(await statuses(sarah, 3)).toEqual(AuditMode ? [200, 200, 200] : [200, 429, 429]);
    expect(told().map(({ UserId }) => UserId)).toEqual([sarah.id]);
    clock.advance(minutes * 60_000 - 1);
    await statuses(sarah, 2);
    expect(told()).toHaveLength(1);
    clock.advance(1);
    await statuses(sarah, 2);
    expect(told()).toHaveLength(2);
  });

  it('are changed by whoever may configure the server, in their figures only', async () => {
    const server = await newServer();
    const sarah = await userWith(server, { username: 'sarah', system: ['UserView'] });
    const policy = await policyOf(server.admin, HUMANS);
    const path = `/api/ratelimitingpolicies/${policy.Id}`;

    expect((await sarah.get(path)).body.ErrorMessage).toContain('ConfigureServer');
    const wrong = await server.admin.put(path, {
      ...policy,
      Name: 'Mine',
      ScopeType: 'Unauthenticated',
      BurstLimit: 0,
    });
    expect([wrong.status, wrong.body.Errors.length]).toEqual([400, 3]);
  });
});
