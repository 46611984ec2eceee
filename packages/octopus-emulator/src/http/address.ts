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
 * A space's documents are found at `/api/{spaceId}/x` and `/api/spaces/{idOrSlug}/x`. [docs]
 * `/api/spaces/{id}` alone, and what `isSystemPath` knows, are about the space itself.
 */
export function readAddress(options: {
  segments: readonly string[];
  spaces: readonly SpaceDocument[];
  isSystemPath: (segments: readonly string[]) => boolean;
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
  return { space: undefined, segments };
}

function inSpace(idOrSlug: string, rest: readonly string[], spaces: readonly SpaceDocument[]): Address {
  const space = spaces.find((candidate) => sameName(candidate.Id, idOrSlug) || sameName(candidate.Slug, idOrSlug));
  return space === undefined ? { space: undefined, unknownSpace: idOrSlug, segments: rest } : { space, segments: rest };
}
