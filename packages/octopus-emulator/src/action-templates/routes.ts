import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import { keepSecrets } from '../http/sensitive.ts';
import { identifiedTemplates, templateProblems } from '../library-sets/templates.ts';
import { findDocument } from '../resource/find.ts';
import { registerResource, shown } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { registerActionTemplateLogoRoutes } from './logo-routes.ts';
import { registerActionTemplateSearchRoutes } from './search-routes.ts';
import { type ActionTemplateDocument, actionTemplateSchema } from './state.ts';
import { registerActionsUpdateRoute } from './update-actions.ts';
import { showUse, usesOf } from './usage.ts';

type Written = ReturnType<(typeof actionTemplateSchema)['parse']>;

const actionTemplates: Resource<ActionTemplateDocument, Written> = {
  path: '/actiontemplates',
  kind: 'step template',
  itemType: 'ActionTemplate',
  shelf: shelf('ActionTemplates'),
  schema: actionTemplateSchema,
  permissions: {
    view: 'ActionTemplateView',
    create: 'ActionTemplateCreate',
    edit: 'ActionTemplateEdit',
    remove: 'ActionTemplateDelete',
  },
  problems: (_, { Parameters }) => templateProblems(Parameters),
  // The first version is 1, and every change makes the next. [guess]
  make: ({ world }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    Version: (stored?.Version ?? 0) + 1,
    Packages: written.Packages.map((reference) => ({ ...reference, Id: reference.Id || world.random.uuid() })),
    Parameters: identifiedTemplates(written.Parameters, stored?.Parameters ?? [], world.random),
    Properties: keepSecrets(written.Properties, stored?.Properties),
  }),
  users: ({ store }, { Id }) => [
    ...new Set(
      usesOf(store, Id).map(
        ({ process }) => `the project '${store.get('Projects', process.ProjectId)?.Name ?? process.ProjectId}'`,
      ),
    ),
  ],
  links: ({ SpaceId, Id, Version }) => {
    const self = `/api/${SpaceId}/actiontemplates/${Id}`;
    return {
      Usage: `${self}/usage`,
      ActionsUpdate: `${self}/actionsUpdate`,
      Versions: `${self}/versions{/version}`,
      Logo: `${self}/versions/${Version}/logo`,
    };
  },
  created: ({ world }, template) => keepVersion(world, template),
  changed: ({ world }, _, template) => keepVersion(world, template),
  removed: ({ world }, { Id }) => {
    world.store.remove('ActionTemplateLogos', Id);
    for (const version of world.store.where('ActionTemplateVersions', 'Template', Id)) {
      world.store.remove('ActionTemplateVersions', version.Id);
    }
  },
};

function keepVersion({ store }: World, template: ActionTemplateDocument): void {
  store.put('ActionTemplateVersions', { ...template, Id: `${template.Id}/${template.Version}` });
}

/** Step templates: kept with every version, found among the steps that every server has. */
export function registerActionTemplateRoutes(api: Api): void {
  const find = (context: RouteContext) => findDocument(actionTemplates, context, param(context, 'id'));
  registerResource(api, actionTemplates);
  api.space('GET', '/actiontemplates/:id/usage', (context) => {
    const { store } = context.world;
    return ok(usesOf(store, find(context).Id).map((use) => showUse(store, use)));
  });
  api.space('GET', '/actiontemplates/:id/versions', (context) =>
    ok(versionsOf(context, find(context)).map((version) => shown(actionTemplates, version, context))),
  );
  api.space('GET', '/actiontemplates/:id/versions/:version', (context) => readVersion(context, find(context)));
  registerActionTemplateSearchRoutes(api);
  registerActionTemplateLogoRoutes(api, find);
  registerActionsUpdateRoute(api, find);
  // The library of the community is fetched from outside, which this server does not do: it has none of it.
  api.system('GET', '/communityactiontemplates', (context) =>
    pageReply(context, { itemType: 'CommunityActionTemplate', found: [], show: (nothing) => nothing }),
  );
  api.system('GET', '/communityactiontemplates/:id', (context) => {
    throw notFound('community step template', param(context, 'id'));
  });
}

function versionsOf({ world }: RouteContext, { Id }: ActionTemplateDocument): readonly ActionTemplateDocument[] {
  return world.store.where('ActionTemplateVersions', 'Template', Id).map((version) => ({ ...version, Id }));
}

function readVersion(context: RouteContext, template: ActionTemplateDocument): Reply {
  const wanted = param(context, 'version');
  const found = versionsOf(context, template).find(({ Version }) => String(Version) === wanted);
  if (found === undefined) throw notFound('version of the step template', wanted);
  return ok(shown(actionTemplates, found, context));
}
