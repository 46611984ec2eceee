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

/**
 * The document of that id, slug or name, which the caller may view. [client for projects, tenants, groups and runbooks; guess for the
 * rest] A slug or a name that several have, as in several projects, names none of them. [guess]
 */
export function findDocument<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
  text: string,
): D {
  const { world, caller, space } = context;
  const shelf = resource.shelf(world.store);
  const found = shelf.get(text) ?? onlyOneOf(shelf.all(), space.Id, text);
  if (found === undefined || found.SpaceId !== space.Id) throw notFound(resource.kind, text);
  if (!mayView(resource, context, found)) {
    const [scope] = scopesOf(resource, space.Id, found, found.Id);
    caller.requirePermission(resource.permissions.view, scope ?? { spaceId: space.Id });
  }
  return found;
}

function onlyOneOf<D extends SpaceDocumentBase>(documents: Iterable<D>, spaceId: string, text: string): D | undefined {
  const here = [...documents].filter((document) => document.SpaceId === spaceId);
  for (const written of ['Id', 'Slug', 'Name'] as const) {
    const found = here.filter((document) => sameName(document[written] ?? '', text));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
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
