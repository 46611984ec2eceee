import { childOf } from './known-keys.ts';
import type { Refusal } from './schema-problems.ts';

/**
 * A copy of the value without what the schema refused: misspelt keys under the name they were meant to have, other
 * refused keys left out. So that rules across fields can still look at the rest.
 */
export function withoutRefused(value: unknown, refusals: readonly Refusal[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const { path, code, hint } of refusals) {
    const parent = path.slice(0, -1).reduce<unknown>(childOf, copy);
    const key = path.at(-1);
    if (key === undefined || typeof parent !== 'object' || parent === null || Array.isArray(parent)) continue;
    const meant = code === 'unknown-key' ? hint?.match(/^did you mean `(.+)`\?$/)?.[1] : undefined;
    if (meant !== undefined && !Object.hasOwn(parent, meant)) Reflect.set(parent, meant, childOf(parent, key));
    Reflect.deleteProperty(parent, key);
  }
  return copy;
}
