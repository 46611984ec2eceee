import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadLab } from './load-lab.ts';

test('the lab file of the README is right', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const text = /```yaml lab\r?\n(.*?)```/s.exec(readme)?.[1] ?? '';

  const loaded = loadLab({ text, file: 'README.md' });

  expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  const agents = loaded.ok ? loaded.lab.spaces.flatMap((space) => space.agents.map((agent) => agent.name)) : [];
  expect(agents).toEqual(['shop-dev', 'shop-prod']);
});
