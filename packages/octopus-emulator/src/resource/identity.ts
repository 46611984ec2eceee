import type { RouteContext } from '../http/api.ts';
import { sameName, uniqueSlug } from '../http/names.ts';
import type { Identity, Resource, SpaceDocumentBase } from './resource.ts';

interface Naming<D, W> {
  readonly written: W;
  readonly stored: D | undefined;
}

/** Names are unique within their family, whatever their case. [docs for channels, guess for the rest] */
export function nameProblems<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
  naming: Naming<D, W>,
): readonly string[] {
  const { written } = naming;
  const clash = relatives(resource, context, naming).some((other) => sameName(other.Name, written.Name));
  return clash ? [`${article(resource.kind)} ${resource.kind} named '${written.Name}' already exists.`] : [];
}

/** Id and space of a document, and a slug: the asked one, the old one, or one made from the name. */
export function identityFor<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
  naming: Naming<D, W>,
): Identity {
  const { written, stored } = naming;
  const taken = new Set(relatives(resource, context, naming).map((other) => other.Slug ?? ''));
  const asked = askedSlug(context.body) ?? stored?.Slug ?? written.Name;
  return {
    Id: stored?.Id ?? resource.shelf(context.world.store).nextId(),
    SpaceId: context.space.Id,
    Slug: uniqueSlug(asked, resource.kind.replaceAll(' ', '-'), taken),
  };
}

function askedSlug(body: unknown): string | undefined {
  const slug = typeof body === 'object' && body !== null && 'Slug' in body ? body.Slug : undefined;
  return typeof slug === 'string' && slug !== '' ? slug : undefined;
}

/** The other documents that share the namespace. */
function relatives<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
  { written, stored }: Naming<D, W>,
): readonly D[] {
  const family = resource.family?.(written);
  return resource
    .shelf(context.world.store)
    .all()
    .filter((other) => other.SpaceId === context.space.Id && other.Id !== stored?.Id)
    .filter((other) => family === undefined || resource.family?.(other) === family);
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? 'An' : 'A';
}
