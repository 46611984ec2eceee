import type { RouteContext } from '../http/api.ts';
import { sameName } from '../http/names.ts';
import { notFound } from '../http/problem.ts';
import type { Scope } from '../permissions/rules.ts';
import type { Resource, SpaceDocumentBase } from './resource.ts';

/** The scopes that a permission is asked for; without any of its own, the space's. */
export function scopesOf<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  spaceId: string,
  document: D | W,
  id: string | undefined,
): readonly Scope[] {
  const own = resource.scopes?.(document, id) ?? [];
  return own.length === 0 ? [{ spaceId }] : own.map((scope) => ({ ...scope, spaceId }));
}

/** Documents of the space that the caller may view. Without the permission anywhere in the space: 403. */
export function viewable<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
): readonly D[] {
  const { world, caller, space } = context;
  caller.requirePermission(resource.permissions.view, { spaceId: space.Id });
  return resource
    .shelf(world.store)
    .all()
    .filter((document) => document.SpaceId === space.Id && mayView(resource, context, document));
}

/** The document of that id or slug, which the caller may view. [guess that slugs answer everywhere] */
export function findDocument<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
  idOrSlug: string,
): D {
  const { world, caller, space } = context;
  const shelf = resource.shelf(world.store);
  const found =
    shelf.get(idOrSlug) ??
    shelf
      .all()
      .find(
        (document) =>
          document.SpaceId === space.Id &&
          (sameName(document.Id, idOrSlug) || (document.Slug !== undefined && sameName(document.Slug, idOrSlug))),
      );
  if (found === undefined || found.SpaceId !== space.Id) throw notFound(resource.kind, idOrSlug);
  if (!mayView(resource, context, found)) {
    const [scope] = scopesOf(resource, space.Id, found, found.Id);
    caller.requirePermission(resource.permissions.view, scope ?? { spaceId: space.Id });
  }
  return found;
}

function mayView<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  { caller, space }: RouteContext,
  document: D,
): boolean {
  return scopesOf(resource, space.Id, document, document.Id).some((scope) =>
    caller.may(resource.permissions.view, scope),
  );
}
