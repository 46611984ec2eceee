import type { Place } from './places.ts';

/** What to do about something that is written more than once, by where it is. */
export function remedyFor(places: readonly Pick<Place, 'path'>[]): string {
  const within = (key: string) => places.every(({ path }) => path.includes(key));
  if (within('process')) return 'make it a pattern under `steps`, and write `use` with its name';
  if (places.every(({ path }) => path[0] === 'roles')) return 'put it into a role of its own that the others `extends`';
  if (within('variables')) {
    return 'write `pattern`, name several environments in one key, or move it to a variable set under `shared`';
  }
  if (within('tenants')) return 'write it under `tenantDefaults`, or give the template a `pattern`';
  if (places.every(({ path }) => path[0] === 'spaces' && path[2] !== 'projects')) {
    return 'move it to `shared`, with `spaces` if it is not for all';
  }
  if (within('projects')) return 'write it under `projectDefaults`, or move it to `shared`';
  return 'write it once and refer to it by name';
}
