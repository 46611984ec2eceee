import { expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { newServer } from '../testing/people.ts';

const Password = 'correct horse';

async function withMaria() {
  const clock = virtualClock(Date.parse('2026-11-20T09:00:00Z'));
  const server = await newServer({ clock });
  const person = { Username: 'maria.rossi', DisplayName: 'Maria', EmailAddress: 'maria@example.org', Password };
  const user = (await server.admin.post('/api/users', person)).body;

  async function ask(method: string, path: string, options: { body?: object; headers?: Record<string, string> } = {}) {
    const { body, headers = {} } = options;
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return server.emulator.fetch(new Request(`http://octopus${path}`, init));
  }

  async function signIn(more: object = {}) {
    const answer = await ask('POST', '/api/users/login', { body: { Username: 'maria.rossi', Password, ...more } });
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const csrf = cookies[1]?.split('=')[1] ?? '';
    return { answer, cookie: cookies.join('; '), csrf };
  }
  return { ...server, clock, user, ask, signIn };
}

it.each(['maria.rossi', 'MARIA.ROSSI', 'maria@example.org'])('somebody signs in as %s', async (Username) => {
  const { signIn, ask } = await withMaria();

  const { answer, cookie } = await signIn({ Username });

  expect(await answer.json()).toMatchObject({ Username: 'maria.rossi', IsRequestor: true });
  expect((await ask('GET', '/api/users/me', { headers: { cookie } })).status).toBe(200);
});

it.each([{ Password: 'wrong' }, { Username: 'nobody' }, { Username: 'admin', Password: 'x' }])(
  'is refused with %o, and not told why',
  async (wrong) => {
    const { signIn } = await withMaria();

    const { answer, cookie } = await signIn(wrong);

    expect([answer.status, await answer.json(), cookie]).toMatchObject([
      400,
      { Errors: ['Invalid username or password.'] },
      '',
    ]);
  },
);

it('a change needs the token of the session as a header', async () => {
  const { signIn, ask, user } = await withMaria();
  const { cookie, csrf } = await signIn();
  const body = { ...user, DisplayName: 'Maria R.' };
  const change = (headers: Record<string, string>) => ask('PUT', `/api/users/${user.Id}`, { body, headers });

  expect((await change({ cookie })).status).toBe(401);
  expect((await change({ cookie, 'X-Octopus-Csrf-Token': 'other' })).status).toBe(401);
  expect((await change({ cookie, 'X-Octopus-Csrf-Token': csrf })).status).toBe(200);
});

it('a session ends by signing out', async () => {
  const { signIn, ask } = await withMaria();
  const { cookie, csrf } = await signIn();

  const out = await ask('POST', '/api/users/logout', { headers: { cookie, 'X-Octopus-Csrf-Token': csrf } });

  expect(out.status).toBe(200);
  expect((await ask('GET', '/api/users/me', { headers: { cookie } })).status).toBe(401);
});

it('a session ends after a day, after thirty when remembered', async () => {
  const { signIn, ask, clock } = await withMaria();
  const short = (await signIn()).cookie;
  const long = (await signIn({ RememberMe: true })).cookie;

  clock.advance(25 * 3_600_000);

  expect((await ask('GET', '/api/users/me', { headers: { cookie: short } })).status).toBe(401);
  expect((await ask('GET', '/api/users/me', { headers: { cookie: long } })).status).toBe(200);
});

it('sessions end with a new password, and with the user', async () => {
  const { signIn, ask, admin, user } = await withMaria();
  const first = (await signIn()).cookie;
  await admin.put(`/api/users/${user.Id}`, { ...user, Password: 'another' });
  const second = (await signIn({ Password: 'another' })).cookie;
  const seen = async (cookie: string) => (await ask('GET', '/api/users/me', { headers: { cookie } })).status;

  expect([await seen(first), await seen(second)]).toEqual([401, 200]);
  await admin.remove(`/api/users/${user.Id}`);
  expect(await seen(second)).toBe(401);
});

it('no answer and no event tells a password', async () => {
  const { admin } = await withMaria();

  for (const path of ['/api/users', '/api/events']) {
    expect(JSON.stringify((await admin.get(path)).body)).not.toContain(Password);
  }
});
