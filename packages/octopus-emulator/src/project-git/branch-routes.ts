import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { requiredText, text } from '../http/fields.ts';
import { pageReply } from '../http/listing.ts';
import { badRequest, notFound } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { projectOfPath } from '../projects/of-path.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { canonicalBranch, isProtected, requireGit, requireRef, shortName } from './repository.ts';

const branchSchema = z.object({ NewBranchName: requiredText('a name'), BaseGitRef: text() });

/** Branches of the repository of a project: list, read, create. There are no tags. */
export function registerGitBranchRoutes(api: Api): void {
  api.space('GET', '/projects/:id/git/branches', list);
  api.space('GET', '/projects/:id/git/branches/:name', (context) => {
    const project = viewedProject(context);
    const canonical = canonicalBranch(param(context, 'name'));
    if (!branchesOf(context, project).includes(canonical)) throw notFound('branch', param(context, 'name'));
    return ok(showBranch(project, canonical));
  });
  api.space('POST', '/projects/:id/git/branches', create);
  api.space('GET', '/projects/:id/git/tags', (context) => {
    requireGit(viewedProject(context));
    return pageReply(context, { itemType: 'GitTag', found: [], show: (nothing) => nothing });
  });
}

function viewedProject(context: RouteContext): ProjectDocument {
  const project = projectOfPath(context);
  context.caller.requirePermission('ProjectView', { spaceId: context.space.Id, projectId: project.Id });
  return project;
}

function branchesOf({ world }: RouteContext, project: ProjectDocument): readonly string[] {
  requireGit(project);
  return Object.keys(world.store.get('GitRepositories', project.Id)?.Branches ?? {}).sort();
}

function list(context: RouteContext): Reply {
  const project = viewedProject(context);
  const name = context.query.text('searchByName')?.toLowerCase() ?? '';
  const found = branchesOf(context, project).filter((branch) => shortName(branch).toLowerCase().includes(name));
  return pageReply(context, { itemType: 'GitBranch', found, show: (branch) => showBranch(project, branch) });
}

function showBranch(project: ProjectDocument, canonical: string): object {
  const self = `/api/${project.SpaceId}/projects/${project.Id}`;
  const ref = encodeURIComponent(canonical);
  return {
    Name: shortName(canonical),
    CanonicalName: canonical,
    IsProtected: isProtected(requireGit(project), canonical),
    Links: {
      Self: `${self}/git/branches/${encodeURIComponent(shortName(canonical))}`,
      DeploymentProcess: `${self}/${ref}/deploymentprocesses`,
      DeploymentSettings: `${self}/${ref}/deploymentsettings`,
      Variables: `${self}/${ref}/variables`,
    },
  };
}

/** A new branch begins where another reference is: at the default branch unless one is named. [client] */
function create(context: RouteContext): Reply {
  const { world, caller, space, userAgent } = context;
  const project = projectOfPath(context);
  caller.requirePermission('ProcessEdit', { spaceId: space.Id, projectId: project.Id });
  const settings = requireGit(project);
  const { NewBranchName, BaseGitRef } = validated(branchSchema, context.body);
  const canonical = canonicalBranch(NewBranchName);
  const { commit } = requireRef(world, project, BaseGitRef || settings.DefaultBranch);
  const repository = world.store.get('GitRepositories', project.Id);
  if (repository === undefined) throw new Error(`the project ${project.Id} has no repository`);
  if (Object.hasOwn(repository.Branches, canonical)) throw badRequest([`The branch '${NewBranchName}' exists.`]);
  world.store.put('GitRepositories', { ...repository, Branches: { ...repository.Branches, [canonical]: commit.Hash } });
  world.record({
    category: 'Created',
    message: `Branch ${shortName(canonical)} of ${project.Name} was created`,
    related: [project.Id],
    spaceId: space.Id,
    user: caller.user,
    userAgent,
  });
  return created(showBranch(project, canonical));
}
