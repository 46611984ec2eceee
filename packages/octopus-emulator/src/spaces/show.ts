import type { SpaceDocument } from './state.ts';

/** A space as it goes out. */
export function shownSpace(space: SpaceDocument): object {
  const self = `/api/spaces/${space.Id}`;
  const Links = {
    Self: self,
    Logo: `${self}/logo`,
    Search: `${self}/search{?keyword}`,
    SpaceHome: `/api/${space.Id}`,
    // Some clients cut this one at `/app#/`. [client]
    Web: `/app#/spaces/${space.Id}`,
  };
  return { ...space, Links };
}
