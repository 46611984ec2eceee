import { param, type RouteContext } from '../http/api.ts';
import { byNameOrId } from '../http/lookup.ts';
import { notFound } from '../http/problem.ts';
import type { ProjectDocument } from './state.ts';

/** The project of the space that a path names by id, slug or name, whoever asks. */
export function projectOfPath(context: RouteContext, name = 'id'): ProjectDocument {
  const { world, space } = context;
  const text = param(context, name);
  const project = byNameOrId(
    world.store.all('Projects').filter(({ SpaceId }) => SpaceId === space.Id),
    text,
  );
  if (project === undefined) throw notFound('project', text);
  return project;
}
