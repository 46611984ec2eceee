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

/** What an operation may be called. */
const isWord = /^[a-z][a-z_.-]*$/i;

/**
 * A space's documents are found at `/api/{spaceId}/x` and `/api/spaces/{idOrSlug}/x`, [docs] and at `/api/{slugOrName}/x`
 * where no operation has such an address. [client] What stands where a space would, before the address of a document of
 * spaces, names an unknown one. [guess] `/api/spaces/{id}` alone, and what `isSystemPath` knows, are about the
 * space itself.
 */
export function readAddress(options: {
  segments: readonly string[];
  spaces: readonly SpaceDocument[];
  isSystemPath: (segments: readonly string[]) => boolean;
  isPath: (segments: readonly string[]) => boolean;
  isSpacePath: (segments: readonly string[]) => boolean;
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
  if (first === undefined || options.isPath(segments)) return { space: undefined, segments };
  const named = findSpace(first, spaces);
  const rest = segments.slice(1);
  if (named !== undefined) return { space: named, segments: rest };
  const standsForSpace = rest.length > 0 ? options.isSpacePath(rest) : !isWord.test(first);
  return { space: undefined, segments, ...(standsForSpace ? { unknownSpace: first } : {}) };
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
