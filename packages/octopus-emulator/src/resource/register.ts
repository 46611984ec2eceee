import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { shownOnce } from '../http/json-text.ts';
import { byName, filtered, pageReply } from '../http/listing.ts';
import { HttpProblem, refuseIfAny } from '../http/problem.ts';
import { withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import { clonedBody } from './cloning.ts';
import { findDocument, scopesOf, viewable } from './find.ts';
import { identityFor, nameProblems } from './identity.ts';
import type { Resource, SpaceDocumentBase } from './resource.ts';

/** Where a collection is listed within an owner too, like a project's channels. */
export interface Nesting<D> {
  /** Path in front of the collection's, with one parameter `ownerId`. */
  readonly path: string;
  /** Path of the collection there, where it has another one. */
  readonly collection?: string;
  readonly belongs: (document: D, ownerId: string) => boolean;
  /** The field of the body that names the owner, and its value for the path's id or slug. */
  readonly field: string;
  readonly ownerId: (context: RouteContext) => string;
}

/** Registers the usual routes: list, all, one, create, replace, delete. */
export function registerResource<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  api: Api,
  resource: Resource<D, W>,
  nesting?: Nesting<D>,
): void {
  registerAt(
    api,
    resource,
    resource.path,
    (context) => context,
    () => () => true,
  );
  if (nesting === undefined) return;
  registerAt(
    api,
    resource,
    `${nesting.path}${nesting.collection ?? resource.path}`,
    (context) => ({ ...context, body: ownedBody(nesting, context) }),
    (context) => {
      const ownerId = nesting.ownerId(context);
      return (document) => nesting.belongs(document, ownerId);
    },
  );
}

/** The body with the owner of the path, whatever owner it names; what can name none is left for the schema to refuse. */
function ownedBody<D>(nesting: Nesting<D>, context: RouteContext): object {
  const body: Record<string, unknown> = { ...asObject(context.body) };
  const named = body[nesting.field] ?? '';
  return { ...body, [nesting.field]: typeof named === 'string' ? nesting.ownerId(context) : named };
}

function asObject(body: unknown): object {
  return typeof body === 'object' && body !== null ? body : {};
}

function registerAt<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  api: Api,
  resource: Resource<D, W>,
  path: string,
  prepare: (context: RouteContext) => RouteContext,
  ofPath: (context: RouteContext) => (document: D) => boolean,
): void {
  function list(context: RouteContext): readonly D[] {
    const documents = viewable(resource, context).filter(ofPath(context));
    const chosen = resource.filter?.(documents, context) ?? documents;
    return [...filtered(chosen, context.query)].sort(resource.sort ?? byName);
  }
  api.space('GET', path, (context) =>
    pageReply(context, {
      itemType: resource.itemType,
      found: list(context),
      show: (document) => shown(resource, document, context),
    }),
  );
  api.space('GET', `${path}/all`, (context) => ok(list(context).map((document) => shown(resource, document, context))));
  api.space('GET', `${path}/:id`, (context) =>
    ok(shown(resource, findDocument(resource, context, param(context, 'id')), context)),
  );
  api.space('POST', path, (context) => create(resource, prepare(context)));
  api.space('PUT', `${path}/:id`, (context) => replace(resource, prepare(context)));
  api.space('DELETE', `${path}/:id`, (context) => remove(resource, context));
}

/** A document as it goes out. */
export function shown<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  document: D,
  context: Pick<RouteContext, 'world' | 'caller' | 'space'>,
): object {
  const { show } = resource;
  if (show !== undefined) return linked(resource, document, show(document, context));
  const known = ofItself.get(resource);
  if (known !== undefined) return known(document);
  const made = shownOnce((each: D) => linked(resource, each, each));
  // What is remembered under a resource is only ever asked for its own documents.
  ofItself.set(resource, made as (document: SpaceDocumentBase) => object);
  return made(document);
}

/** By resource, how its documents are shown where nothing else decides. */
const ofItself = new WeakMap<object, (document: SpaceDocumentBase) => object>();

function linked<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  document: D,
  body: object,
): object {
  const self = `/api/${document.SpaceId}${resource.path}/${document.Id}`;
  return withoutSecrets({ ...body, Links: { Self: self, ...resource.links?.(document) } });
}

/** Asks for a permission in every scope that a document has, or would have as written. */
function requireFor<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  { caller, space }: RouteContext,
  asked: { to: keyof Resource<D, W>['permissions']; document: D | W; id?: string },
): void {
  for (const scope of scopesOf(resource, space.Id, asked.document, asked.id)) {
    caller.requirePermission(resource.permissions[asked.to], scope);
  }
}

/** What the document is to be a copy of: `?clone=` names it by id, slug or name. */
function sourceOf<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
): D | undefined {
  const clone = context.query.text('clone');
  if (clone === undefined) return undefined;
  if (resource.cloning === undefined) {
    throw new HttpProblem(501, `The emulator does not clone: make the ${resource.kind} without ?clone=.`);
  }
  return findDocument(resource, context, clone);
}

function create<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
): Reply {
  const { world, space, caller } = context;
  caller.requirePermission(resource.permissions.create, { spaceId: space.Id });
  const source = sourceOf(resource, context);
  const body =
    source === undefined ? context.body : clonedBody(resource.cloning?.takesOver(source) ?? {}, context.body);
  const written = validated(resource.schema, body);
  requireFor(resource, context, { to: 'create', document: written });
  refuseIfAny([
    ...nameProblems(resource, context, { written, stored: undefined }),
    ...resource.problems(context, written, undefined),
  ]);
  const identity = identityFor(resource, context, { written, stored: undefined });
  const made = resource.make(context, { written, identity, stored: undefined });
  const document = source === undefined ? made : (resource.cloning?.marked(made, source) ?? made);
  resource.shelf(world.store).put(document);
  resource.created?.(context, document);
  if (source !== undefined) resource.cloning?.parts(context, source, document);
  recordChange(resource, context, { category: 'Created', verb: 'created', document });
  return created(shown(resource, document, context));
}

function replace<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
): Reply {
  const { world } = context;
  const stored = findDocument(resource, context, param(context, 'id'));
  requireFor(resource, context, { to: 'edit', document: stored, id: stored.Id });
  const written = validated(resource.schema, context.body);
  requireFor(resource, context, { to: 'edit', document: written, id: stored.Id });
  refuseIfAny([
    ...nameProblems(resource, context, { written, stored }),
    ...resource.problems(context, written, stored),
  ]);
  const identity = identityFor(resource, context, { written, stored });
  const document = resource.make(context, { written, identity, stored });
  resource.shelf(world.store).put(document);
  resource.changed?.(context, stored, document);
  recordChange(resource, context, { category: 'Modified', verb: 'changed', document, before: stored });
  return ok(shown(resource, document, context));
}

function remove<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
): Reply {
  const { world } = context;
  const stored = findDocument(resource, context, param(context, 'id'));
  requireFor(resource, context, { to: 'remove', document: stored, id: stored.Id });
  refuseIfAny(
    resource
      .users(world, stored)
      .map((user) => `The ${resource.kind} '${stored.Name}' cannot be deleted: ${user} uses it.`),
  );
  resource.shelf(world.store).remove(stored.Id);
  resource.removed?.(context, stored);
  recordChange(resource, context, { category: 'Deleted', verb: 'deleted', document: stored });
  return ok(undefined);
}

function recordChange<D extends SpaceDocumentBase, W extends { readonly Name: string }>(
  resource: Resource<D, W>,
  context: RouteContext,
  change: { category: string; verb: string; document: D; before?: D },
): void {
  const { document, before } = change;
  context.world.record({
    category: change.category,
    message: `${resource.kind.charAt(0).toUpperCase()}${resource.kind.slice(1)} ${document.Name} was ${change.verb}`,
    related: [document.Id, ...(resource.related?.(document) ?? [])],
    spaceId: document.SpaceId,
    user: context.caller.user,
    userAgent: context.userAgent,
    ...(before === undefined ? {} : { before, after: document }),
  });
}
