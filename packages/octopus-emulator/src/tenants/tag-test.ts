import { passesTagFilter } from './participation.ts';
import type { TenantDocument } from './state.ts';

/** How a tenant does against tags. */
export interface TagTestResult {
  readonly IsMatched: boolean;
  readonly Reason: string | null;
  readonly MissingTags: readonly string[];
  readonly IsDisabled: boolean;
}

/** A tenant matches when it has, of each set that is named, one of the tags; a missing set is told with all its tags. [docs] */
export function testTags(tenant: TenantDocument, tags: readonly string[]): TagTestResult {
  const MissingTags = tags.filter((tag) => !passesTagFilter(tenant.TenantTags, sameSet(tags, tag)));
  const IsMatched = MissingTags.length === 0;
  const Reason = IsMatched ? null : `The tenant has none of: ${MissingTags.join(', ')}.`;
  return { IsMatched, Reason, MissingTags, IsDisabled: tenant.IsDisabled };
}

function sameSet(tags: readonly string[], tag: string): readonly string[] {
  const set = setName(tag);
  return tags.filter((other) => setName(other) === set);
}

function setName(tag: string): string {
  return tag.slice(0, tag.lastIndexOf('/')).toLowerCase();
}
