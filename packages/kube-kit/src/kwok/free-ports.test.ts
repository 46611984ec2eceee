import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePorts } from './free-ports.ts';

it('never gives a port twice', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => freePorts()));
  const ports = all.flatMap(({ api, kwok }) => [api, kwok]);
  expect(new Set(ports).size).toBe(40);
});

it('passes over a port that somebody listens on', async () => {
  const [first] = [await freePorts()];
  const taken = createServer().listen(first.api + 1, '127.0.0.1');
  await once(taken, 'listening');
  const guesses = [first.api + 1, first.api + 2, first.api + 3].map((port) => (port - 20_000) / 12_000 + 1e-9);
  const { api } = await freePorts(() => guesses.shift() ?? 0.999);
  taken.close();

  // The next guesses may be taken by somebody else on this machine.
  expect(api).toBeGreaterThan(first.api + 1);
});
