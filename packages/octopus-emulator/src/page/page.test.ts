import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { createEmulator, type EmulatorOptions } from '../emulator.ts';
import { newServer, personWith, userWith } from '../testing/people.ts';

const startMs = Date.parse('2026-01-02T09:00:00Z');

async function start(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({ clock: virtualClock(startMs), ...options });
  const admin = personWith(emulator, emulator.administratorKey);
  async function visit(method: string, path: string, options: { form?: object; headers?: object; host?: string } = {}) {
    const { form, headers = {}, host = '127.0.0.1:8065' } = options;
    const response = await emulator.fetch(
      new Request(`http://${host}${path}`, {
        method,
        headers: { ...headers },
        ...(form === undefined ? {} : { body: new URLSearchParams({ ...form }) }),
      }),
    );
    const cookie = response.headers.get('set-cookie');
    return { status: response.status, headers: response.headers, cookie, html: await response.text() };
  }
  async function signedIn() {
    const { cookie } = await visit('POST', '/emulator/page/sign-in', { form: { key: emulator.administratorKey } });
    return { cookie: cookie?.split(';')[0] ?? '' };
  }
  return { emulator, admin, visit, signedIn };
}

describe('the page', () => {
  it('says what this is, and nothing of the state before a key was given', async () => {
    const { admin, visit } = await start();
    await admin.post('/api/spaces', { Name: 'Merchants', SpaceManagersTeamMembers: ['Users-1'] });

    const { status, html } = await visit('GET', '/');

    expect(status).toBe(200);
    expect(html).toContain('An emulator, not Octopus Deploy.');
    expect(html).not.toContain('Merchants');
  });

  it('shows what is there to an administrator, and never holds the key', async () => {
    const { admin, emulator, visit, signedIn } = await start();
    await admin.post('/api/spaces', { Name: 'Merchants', SpaceManagersTeamMembers: ['Users-1'] });
    emulator.control.faults.add('- match: { step: Deploy }\n  do: stall\n');
    const headers = await signedIn();

    const { html } = await visit('GET', '/', { headers });

    expect(html).toContain('Merchants');
    expect(html).toContain(
      '{&quot;match&quot;:{&quot;step&quot;:&quot;Deploy&quot;},&quot;do&quot;:&quot;stall&quot;}',
    );
    expect(html).toContain('2026-01-02 09:00:00 UTC');
    expect(headers.cookie).not.toContain(emulator.administratorKey);
    expect(html).not.toContain(emulator.administratorKey);
  });

  it('keeps the word for the browser from scripts and other sites', async () => {
    const { emulator, visit } = await start();

    const { status, headers, cookie } = await visit('POST', '/emulator/page/sign-in', {
      form: { key: emulator.administratorKey },
    });

    expect([status, headers.get('location')]).toEqual([303, '/']);
    expect(cookie).toMatch(/^octopus-emulator-8065=[A-Z0-9]{40}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('stands where links to the portal lead', async () => {
    const { visit } = await start();

    const { status, headers } = await visit('GET', '/app');

    expect([status, headers.get('location')]).toEqual([303, '/']);
  });

  it('escapes every name', async () => {
    const { admin, visit, signedIn } = await start();
    await admin.post('/api/spaces', { Name: `<b>'"&`, SpaceManagersTeamMembers: ['Users-1'] });

    const { html } = await visit('GET', '/', { headers: await signedIn() });

    expect(html).toContain('&lt;b&gt;&#39;&quot;&amp;');
    expect(html).not.toContain('<b>');
  });

  it('lets no style, script or frame in but its own', async () => {
    const { visit } = await start();

    const policy = (await visit('GET', '/')).headers.get('content-security-policy') ?? '';

    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; form-action 'self'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it.each([
    ['a wrong key', async () => 'API-WRONG'],
    [
      'the key of somebody who administers nothing',
      async (server: Awaited<ReturnType<typeof newServer>>) => {
        await userWith(server, { username: 'alex', system: ['UserView'] });
        return server.emulator.keyOf('alex') ?? '';
      },
    ],
  ])('refuses %s', async (_, keyOf) => {
    const server = await newServer();
    const key = await keyOf(server);

    const response = await server.emulator.fetch(
      new Request('http://127.0.0.1/emulator/page/sign-in', { method: 'POST', body: new URLSearchParams({ key }) }),
    );

    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toContain('That is not the key of an administrator.');
  });

  it('forgets who signed out', async () => {
    const { visit, signedIn } = await start();
    const headers = await signedIn();
    await visit('POST', '/emulator/page/sign-out', { headers, form: {} });

    expect((await visit('GET', '/', { headers })).html).not.toContain('Virtual clock');
  });

  it('moves the clock by a form of its own, and by no form of another site', async () => {
    const { emulator, visit, signedIn } = await start();
    const headers = await signedIn();
    const advance = (by: string, more: object) =>
      visit('POST', '/emulator/page/advance', { form: { by }, headers: { ...headers, ...more } });

    const foreign = await advance('1h', { origin: 'http://elsewhere.example' });
    const other = await advance('1h', { 'sec-fetch-site': 'cross-site' });
    const stranger = await visit('POST', '/emulator/page/advance', { form: { by: '1h' } });
    const slip = await advance('soon', {});
    const own = await advance('5m', { origin: 'http://127.0.0.1:8065', host: '127.0.0.1:8065' });

    expect([foreign, other, stranger, slip, own].map(({ status }) => status)).toEqual([403, 403, 401, 400, 303]);
    expect(slip.html).toContain('&#39;soon&#39; is not a time');
    expect(emulator.world.clock.now() - startMs).toBe(300_000);
  });

  it('opens without a key only when told so, and only by a loopback name', async () => {
    const { visit } = await start({ openPage: true });

    expect((await visit('GET', '/')).html).toContain('Virtual clock');
    expect((await visit('GET', '/', { host: 'localhost:8065' })).html).toContain('Virtual clock');
    expect((await visit('GET', '/', { host: 'rebound.example:8065' })).html).not.toContain('Virtual clock');
  });

  it('lets nobody into the API by its cookie', async () => {
    const { visit, signedIn } = await start();

    const headers = await signedIn();

    expect((await visit('GET', '/api/users/me', { headers })).status).toBe(401);
    expect((await visit('GET', '/emulator/clock', { headers })).status).toBe(401);
  });
});
