import { beforeAll, describe, expect, it } from 'vitest';
import { aboutAnother, audited, withoutDifferences } from './audited.ts';
import { type Cast, castOf } from './cast.ts';
import { type Ask, type ContractWorld, createContractWorld, type Item, items } from './contract-world.ts';
import { type Operation, operations } from './document.ts';
import notEmulated from './not-emulated.json' with { type: 'json' };
import { requestFor } from './requests.ts';

const known = new Set(Object.keys(notEmulated));
const emulated = operations.filter(({ method, path }) => !known.has(`${method} ${path}`));
const changes = emulated.filter(({ method }) => method !== 'GET');
const reads = emulated.filter(({ method }) => method === 'GET');
let world: ContractWorld;

beforeAll(async () => {
  world = await createContractWorld();
}, 60_000);

describe('the audit log', () => {
  it.each(changes.map((operation) => [operation.id, operation] as const))('tells once of %s', async (id, operation) => {
    const cast = await castOf(await world.open());
    const { answer, path, events } = await heard(operation, cast);
    const expected = audited[id] ?? [categoryOf(operation)];

    expect(
      events.map(({ Category }) => Category),
      'what audited.ts says',
    ).toEqual(expected);
    const [event] = events;
    if (event === undefined) return;
    const [about] = relatedTo(event);
    if (aboutAnother[id] === undefined) expect(about).toBe(answer.Id ?? lastIdIn(path));
    else expect(about).toMatch(new RegExp(`^${aboutAnother[id]}-`));
    const differs = event.Category === 'Modified' && !withoutDifferences.has(id);
    if (differs) expect(event.ChangeDetails, JSON.stringify(event)).toBeDefined();
    expect(event.Username).toBe('admin');
    if (operation.path.includes('{spaceId}')) expect(event.SpaceId).toBe(cast.idOf('Spaces'));
  });

  it.each(reads.map((operation) => [operation.id, operation] as const))('keeps silent of %s', async (id, operation) => {
    const { events } = await heard(operation, await castOf(await world.open()));

    expect(events.map(({ Category }) => Category)).toEqual(audited[id] ?? []);
  });
});

/** Sends an operation, and gives what the log tells since. */
async function heard(operation: Operation, cast: Cast): Promise<{ answer: Item; path: string; events: Item[] }> {
  const { path, body } = await requestFor(operation, cast);
  const [last] = await items(cast.ask, '/api/events?take=1');
  const answer = await cast.ask(operation.method, path, body);
  return { answer: Object(answer.body), path, events: await since(cast.ask, last) };
}

async function since(ask: Ask, last: Item | undefined): Promise<Item[]> {
  const number = String(last?.Id).replace('Events-', '');
  return [...(await items(ask, `/api/events?fromAutoId=${number}`))].reverse();
}

function categoryOf({ method }: Operation): string {
  return { POST: 'Created', PUT: 'Modified', DELETE: 'Deleted', GET: '' }[method];
}

function relatedTo(event: Item): readonly unknown[] {
  return Array.isArray(event.RelatedDocumentIds) ? event.RelatedDocumentIds : [];
}

/** Of `/api/Spaces-1/tenants/Tenants-3/variables`: `Tenants-3`. */
function lastIdIn(path: string): string | undefined {
  return decodeURIComponent(path.split('?')[0] ?? '')
    .split('/')
    .findLast((part) => /-/.test(part));
}
