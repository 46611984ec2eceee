import { param, type RouteContext } from '../http/api.ts';
import { badRequest } from '../http/problem.ts';
import { withoutSecrets } from '../http/sensitive.ts';
import type { Permission } from '../permissions/names.ts';
import { projectOfPath } from '../projects/of-path.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { commitTo, type ResolvedRef, requireGit, requireRef } from './repository.ts';
import type { GitTree } from './state.ts';

/** A project at a branch or commit. */
export interface GitPlace {
  readonly project: ProjectDocument;
  readonly found: ResolvedRef;
}

/** The project and reference of the path, which the caller has the permission for. */
export function placeOf(context: RouteContext, permission: Permission): GitPlace {
  const project = projectOfPath(context);
  context.caller.requirePermission(permission, { spaceId: context.space.Id, projectId: project.Id });
  return { project, found: requireRef(context.world, project, param(context, 'gitRef')) };
}

/** Commits what a caller changed, with their description as its message. Nothing is committed to a commit. [docs] */
export function commitTree(
  context: RouteContext,
  { project, found }: GitPlace,
  changed: { readonly tree: GitTree /** The id that the changed part has. */; readonly about: string },
): void {
  const { tree, about } = changed;
  const { world, caller, userAgent, body } = context;
  if (!found.isBranch) throw badRequest([`'${found.ref}' is no branch: nothing can be committed to it.`]);
  const settings = requireGit(project);
  const described = Object(body).ChangeDescription;
  const message = typeof described === 'string' && described !== '' ? described : `Update ${project.Name}`;
  commitTo(world, { project, branch: found.ref, tree, message, author: caller.user, settings });
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} committed to ${found.ref} of ${project.Name}: ${message}`,
    related: [about, project.Id],
    spaceId: project.SpaceId,
    user: caller.user,
    userAgent,
    before: withoutSecrets(found.commit.Tree),
    after: withoutSecrets(tree),
  });
}
