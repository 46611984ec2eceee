import { OctopusNotFoundError } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { createGate } from './gate.ts';
import { batchesOf, readMany } from './read-many.ts';

it('names many documents in few addresses, none of them longer than servers take', () => {
  const ids = Array.from({ length: 500 }, (_, at) => `variableset-LibraryVariableSets-${at}`);

  const batches = batchesOf(ids);

  expect(batches.flat()).toEqual(ids);
  const lengths = batches.map((batch) => encodeURIComponent(batch.join(',')).length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(4000);
  expect(batches).toHaveLength(Math.ceil(ids.join('%2C').length / 4000));
  expect(batchesOf([])).toEqual([]);
});

it('asks by itself for what a list does not answer, and leaves out what is not there', async () => {
  const asked: string[] = [];

  const found = await readMany({
    ids: ['a', 'b', 'c'],
    gate: createGate(2),
    async list(ids) {
      asked.push(ids.join(','));
      return [{ Id: 'a' }, { Id: 'not asked for' }];
    },
    async one(Id) {
      asked.push(Id);
      if (Id === 'c') {
        throw new OctopusNotFoundError({ message: 'gone', operation: 'GET /c', outcome: 'refused', status: 404 });
      }
      return { Id };
    },
  });

  expect(asked).toEqual(['a,b,c', 'b', 'c']);
  expect([...found.keys()].filter((id) => id.length === 1)).toEqual(['a', 'b']);
});
