import type { SpaceDocument } from '../spaces/state.ts';
import { sameName } from './names.ts';

/** Where a path points: the part behind `/api`, and the space it names, if it names one. */
export interface Address {
  readonly space: SpaceDocument | undefined;
  /** Set when the path names a space that does not exist. */
  readonly unknownSpace?: string;
  readonly segments: readonly string[];
}

const spaceId = /^spaces-\d+$/i;

/**
 * A space's documents are found at `/api/{spaceId}/x` and `/api/spaces/{idOrSlug}/x`, [docs] and at `/api/{slugOrName}/x`
 * where no operation has such an address. [client] `/api/spaces/{id}` alone, and what `isSystemPath` knows, are about the
 * space itself.
 */
export function readAddress(options: {
  segments: readonly string[];
  spaces: readonly SpaceDocument[];
  isSystemPath: (segments: readonly string[]) => boolean;
  isPath: (segments: readonly string[]) => boolean;
}): Address {
  const { segments, spaces } = options;
  const [first, second] = segments;
  if (first !== undefined && spaceId.test(first)) {
    return inSpace(first, segments.slice(1), spaces);
  }
  if (
    first?.toLowerCase() === 'spaces' &&
    second !== undefined &&
    segments.length > 2 &&
    !options.isSystemPath(segments)
  ) {
    return inSpace(second, segments.slice(2), spaces);
  }
  const named = first === undefined || options.isPath(segments) ? undefined : findSpace(first, spaces);
  return named === undefined ? { space: undefined, segments } : { space: named, segments: segments.slice(1) };
}

function inSpace(idOrSlug: string, rest: readonly string[], spaces: readonly SpaceDocument[]): Address {
  const space = findSpace(idOrSlug, spaces);
  return space === undefined ? { space: undefined, unknownSpace: idOrSlug, segments: rest } : { space, segments: rest };
}

function findSpace(text: string, spaces: readonly SpaceDocument[]): SpaceDocument | undefined {
  return (
    spaces.find(({ Id, Slug }) => sameName(Id, text) || sameName(Slug, text)) ??
    spaces.find(({ Name }) => sameName(Name, text))
  );
}
