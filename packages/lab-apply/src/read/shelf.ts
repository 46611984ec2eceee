import { builtInNames } from '@octotrain/lab-config';
import { sameName } from '../fields/canonical.ts';
import { isBuiltInFeed } from '../kinds/feeds.ts';
import type { Learned, Stored } from '../kinds/item.ts';
import { idsOfProject, idsOfRunbook } from '../kinds/projects.ts';
import { idsOfLibrarySet } from '../kinds/variables.ts';
import type { ItemKind } from '../kinds/waves.ts';
import type { Found, KnownId, Observed } from './observed.ts';
import type { Collections } from './read-collections.ts';

/** What has been read of one space. */
export interface Shelf extends Observed {
  /** Puts a document there; one that the server did not show is not there. */
  add(kind: ItemKind, name: string, document: Stored | undefined, isBuiltIn?: boolean): void;
  addCollections(collections: Collections): void;
  learn(learned: readonly Learned[]): void;
}

/** An empty one for a space of this name. */
export function createShelf(space: string): Shelf {
  const found: Found[] = [];
  const ids: KnownId[] = [];

  function add(kind: ItemKind, name: string, document: Stored | undefined, isBuiltIn = false): void {
    if (document !== undefined) found.push({ address: { kind, space, name }, document, isBuiltIn });
  }

  function learn(learned: readonly Learned[]): void {
    for (const one of learned) ids.push({ ...one, space });
  }

  function addNamed(kind: ItemKind, document: { Id: string; Name: string }, isBuiltIn = false): void {
    add(kind, document.Name, document, isBuiltIn);
    learn([{ kind, name: document.Name, id: document.Id }]);
  }

  function addCollections(collections: Collections): void {
    for (const one of collections.environments) addNamed('environment', one);
    for (const one of collections.lifecycles) addNamed('lifecycle', one, sameName(one.Name, builtInNames.lifecycle));
    for (const one of collections.gitCredentials) addNamed('git credential', one);
    for (const one of collections.feeds) addNamed('feed', one, isBuiltInFeed(one));
    for (const one of collections.tagSets) addNamed('tag set', one, one.IsSystem === true);
    for (const one of collections.projectGroups)
      addNamed('project group', one, sameName(one.Name, builtInNames.projectGroup));
    for (const one of collections.tenants) addNamed('tenant', one);
    for (const one of collections.librarySets) {
      addNamed('library variable set', one);
      learn(idsOfLibrarySet(one));
    }
    for (const one of collections.projects) {
      addNamed('project', one);
      learn(idsOfProject(one));
    }
    const projectNames = new Map(collections.projects.map(({ Id, Name }) => [Id, Name]));
    for (const one of collections.channels) {
      const project = projectNames.get(one.ProjectId) ?? one.ProjectId;
      add('channel', `${project} / ${one.Name}`, one, sameName(one.Name, 'Default'));
      learn([{ kind: 'channel', name: one.Name, within: project, id: one.Id }]);
    }
    for (const one of collections.runbooks) {
      const project = projectNames.get(one.ProjectId) ?? one.ProjectId;
      add('runbook', `${project} / ${one.Name}`, one);
      learn(idsOfRunbook(one, project));
    }
  }

  return { found, ids, add, addCollections, learn };
}
