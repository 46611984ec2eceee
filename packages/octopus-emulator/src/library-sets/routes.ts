import { type Api, ok, param } from '../http/api.ts';
import { findDocument } from '../resource/find.ts';
import { usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { dropTemplateValues } from '../tenants/stored-values.ts';
import { emptyVariableSet, variableSetIdOf } from '../variables/make.ts';
import { type LibrarySetDocument, librarySetSchema } from './state.ts';
import { identifiedTemplates, templateProblems } from './templates.ts';
import { librarySetUsages } from './usages.ts';

type Written = ReturnType<(typeof librarySetSchema)['parse']>;

export const librarySets: Resource<LibrarySetDocument, Written> = {
  path: '/libraryvariablesets',
  kind: 'library variable set',
  itemType: 'LibraryVariableSet',
  shelf: shelf('LibraryVariableSets'),
  schema: librarySetSchema,
  permissions: {
    view: 'LibraryVariableSetView',
    create: 'LibraryVariableSetCreate',
    edit: 'LibraryVariableSetEdit',
    remove: 'LibraryVariableSetDelete',
  },
  filter: (documents, { query }) => {
    const type = query.text('contentType');
    return type === undefined ? documents : documents.filter((document) => document.ContentType === type);
  },
  problems: (_, written) => templateProblems(written.Templates),
  make: ({ world }, { written, identity, stored }) => ({
    ...written,
    Id: identity.Id,
    SpaceId: identity.SpaceId,
    VariableSetId: variableSetIdOf(identity.Id),
    Templates: identifiedTemplates(written.Templates, stored?.Templates ?? [], world.random),
  }),
  users: ({ store }, { Id }) =>
    usedBy('project', store.all('Projects'), (project) => project.IncludedLibraryVariableSetIds.includes(Id)),
  links: (document) => ({ Variables: `/api/${document.SpaceId}/variables/${document.VariableSetId}` }),
  created: ({ world }, document) =>
    world.store.put('Variables', emptyVariableSet({ ownerId: document.Id, spaceId: document.SpaceId })),
  changed: ({ world }, _, after) => dropTemplateValues(world.store, after.SpaceId),
  removed: ({ world }, document) => {
    world.store.remove('Variables', document.VariableSetId);
    dropTemplateValues(world.store, document.SpaceId);
  },
};

export function registerLibrarySetRoutes(api: Api): void {
  registerResource(api, librarySets);
  api.space('GET', '/libraryvariablesets/:id/usages', (context) =>
    ok({
      ...librarySetUsages(context, findDocument(librarySets, context, param(context, 'id'))),
      Links: { Self: context.path },
    }),
  );
}
