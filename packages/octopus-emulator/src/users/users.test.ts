import { expect, it } from 'vitest';
import { newServer, personWith, userWith } from '../testing/people.ts';

it('a deleted user is gone, with keys and places in teams', async () => {
  const server = await newServer();
  const { admin, emulator } = server;
  const sarah = await userWith(server, { username: 'sarah', system: ['UserView'] });
  const key = emulator.keyOf('sarah') ?? '';
  expect((await sarah.get('/api/users')).body.TotalResults).toBe(2);

  await admin.remove(`/api/users/${sarah.id}`);

  expect((await personWith(emulator, key).get('/api/users/me')).status).toBe(401);
  expect(emulator.keyOf('sarah')).toBeUndefined();
  expect(emulator.world.store.all('Teams').some((team) => team.MemberUserIds.includes(sarah.id))).toBe(false);
  expect((await admin.remove('/api/users/Users-1')).status).toBe(400);
});

it('users read and change themselves, others only with a permission', async () => {
  const server = await newServer();
  const alex = await userWith(server, { username: 'alex' });
  const me = (await alex.get('/api/users/me')).body;

  expect((await alex.get('/api/users/Users-1')).status).toBe(403);
  expect((await alex.put(`/api/users/${alex.id}`, { ...me, DisplayName: 'Alex R.' })).status).toBe(200);
  expect((await alex.put(`/api/users/${alex.id}`, { ...me, IsService: true })).status).toBe(403);
  expect((await alex.post('/api/users/Users-1/apikeys', { Purpose: 'x' })).status).toBe(403);
  expect((await alex.post(`/api/users/${alex.id}/apikeys`, { Purpose: 'mine' })).status).toBe(201);
});

it('names of users are unique whatever their case', async () => {
  const { admin } = await newServer();

  expect((await admin.post('/api/users', { Username: 'ADMIN', DisplayName: 'x' })).body.Errors).toEqual([
    "A user named 'ADMIN' already exists.",
  ]);
});
