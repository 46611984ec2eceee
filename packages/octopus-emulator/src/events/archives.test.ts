import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { newServer, userWith } from '../testing/people.ts';

const DAY_MS = 24 * 3_600_000;

async function oldServer() {
  const clock = virtualClock(Date.parse('2026-01-01T09:00:00Z'));
  const server = await newServer({ clock });
  await server.admin.post('/api/environments', { Name: 'Development' });
  clock.advance(DAY_MS);
  await server.admin.post('/api/environments', { Name: 'Staging' });
  return { ...server, clock };
}

function textOf(server: { emulator: { fetch: (request: Request) => Promise<Response>; administratorKey: string } }) {
  return async (path: string) => {
    const headers = { 'X-Octopus-ApiKey': server.emulator.administratorKey };
    const response = await server.emulator.fetch(new Request(`http://octopus${path}`, { headers }));
    return { type: response.headers.get('content-type'), text: await response.text() };
  };
}

describe('archives of events', () => {
  it('take over what is older than 90 days, a file of JSON lines for each day', async () => {
    const server = await oldServer();
    server.clock.advance(89 * DAY_MS + 1);

    const log = await server.admin.get('/api/events');
    const { body } = await server.admin.get<{ Items: { FileName: string; FileBytes: number }[] }>(
      '/api/events/archives',
    );
    const file = await textOf(server)('/api/events/archives/eventarchive-2026-01-01.jsonl');

    expect(log.body.Items.map(({ Message }) => Message)).toEqual(['Environment Staging was created']);
    expect(body.Items).toMatchObject([{ FileName: 'eventarchive-2026-01-01.jsonl', FileBytes: file.text.length }]);
    expect(JSON.parse(file.text)).toMatchObject({ Message: 'Environment Development was created' });
  });

  it('are deleted not before they are 30 days old, and the log tells of it', async () => {
    const server = await oldServer();
    server.clock.advance(90 * DAY_MS);
    const path = '/api/events/archives/eventarchive-2026-01-01.jsonl';
    await server.admin.get('/api/events/archives');

    server.clock.advance(30 * DAY_MS - 1);
    expect((await server.admin.remove(path)).status).toBe(400);
    server.clock.advance(1);
    expect((await server.admin.remove(path)).status).toBe(200);
    expect((await server.admin.get(path)).status).toBe(404);
    expect((await server.admin.get('/api/events')).body.Items[0]?.Message).toContain('deleted the event archive');
  });

  it('need permissions of their own', async () => {
    const server = await oldServer();
    const reader = await userWith(server, { username: 'reader', system: ['EventView', 'EventRetentionView'] });
    server.clock.advance(200 * DAY_MS);

    expect((await reader.get('/api/events/archives')).status).toBe(200);
    const refused = await reader.remove('/api/events/archives/eventarchive-2026-01-01.jsonl');
    expect([refused.status, refused.body.ErrorMessage]).toEqual([403, expect.stringContaining('EventRetentionDelete')]);
  });
});

describe('events as CSV', () => {
  it('have a line of names, quote what needs it, and hide formulas', async () => {
    const server = await oldServer();
    await server.admin.post('/api/environments', { Name: 'a "quoted", name' });

    const { type, text } = await textOf(server)('/api/events?asCsv=true');

    expect(type).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')[0]).toBe('Id,Category,Occurred,Username,Message,RelatedDocumentIds,SpaceId,UserAgent');
    expect(text).toContain('"Environment a ""quoted"", name was created"');
  });
});
