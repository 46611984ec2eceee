import { z } from 'zod';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { text } from '../http/fields.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import { projectOfPath } from '../projects/of-path.ts';
import { settingsOf } from '../projects/settings.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import { canonicalBranch, commitTo, isProtected } from './repository.ts';
import { gitSettings, gitSettingsProblems, persistenceSchema } from './settings.ts';
import type { GitTree } from './state.ts';

const convertSchema = z.object({
  CommitMessage: text(),
  ChangeDescription: text(),
  InitialCommitBranchName: text(),
  VersionControlSettings: persistenceSchema,
});

/** Moving a project into git, and trying whether a repository can be reached. */
export function registerGitConversionRoutes(api: Api): void {
  api.space('POST', '/projects/:id/git/convert', convert);
  api.space('POST', '/projects/:id/git/connectivity-test', test);
}

function editableProject(context: RouteContext): ProjectDocument {
  const project = projectOfPath(context);
  context.caller.requirePermission('ProjectEdit', { spaceId: context.space.Id, projectId: project.Id });
  return project;
}

/** The first commit goes to the default branch, or to another one where that is protected. It is never undone. [docs] */
function convert(context: RouteContext): Reply {
  const { world, caller, userAgent } = context;
  const project = editableProject(context);
  const command = validated(convertSchema, context.body);
  if (project.IsVersionControlled) throw badRequest([`The project '${project.Name}' is kept in git already.`]);
  refuseIfAny(gitSettingsProblems(command.VersionControlSettings));
  const settings = gitSettings(command.VersionControlSettings);
  const usual = canonicalBranch(settings.DefaultBranch);
  const branch = isProtected(settings, usual) ? command.InitialCommitBranchName || conversionBranch : usual;
  const message = command.ChangeDescription || command.CommitMessage || 'Initial commit of deployment process';
  commitTo(world, { project, branch, tree: treeOf(world, project), message, author: caller.user, settings });
  const converted: ProjectDocument = { ...project, IsVersionControlled: true, PersistenceSettings: settings };
  world.store.put('Projects', converted);
  world.record({
    category: 'Modified',
    message: `Project ${project.Name} was moved into git`,
    related: [project.Id],
    spaceId: project.SpaceId,
    user: caller.user,
    userAgent,
    before: withoutSecrets(project),
    after: withoutSecrets(converted),
  });
  return ok({ Messages: [] });
}

const conversionBranch = 'octopus-vcs-conversion';

function treeOf({ store }: World, project: ProjectDocument): GitTree {
  const runbooks = store.all('RunbookProcesses').filter(({ ProjectId }) => ProjectId === project.Id);
  return {
    DeploymentProcess: store.get('DeploymentProcesses', project.DeploymentProcessId)?.Steps ?? [],
    DeploymentSettings: settingsOf(store, project),
    Variables: (store.get('Variables', project.VariableSetId)?.Variables ?? []).filter(
      ({ IsSensitive }) => !IsSensitive,
    ),
    RunbookProcesses: Object.fromEntries(runbooks.map(({ Id, Steps }) => [Id, Steps])),
  };
}

/** The server keeps the repository itself, so any well-formed address can be reached. */
function test(context: RouteContext): Reply {
  editableProject(context);
  const problems = gitSettingsProblems(validated(persistenceSchema, context.body));
  const found = 'The address is well-formed. This server keeps the repository itself and asks no other.';
  return ok({
    Messages:
      problems.length === 0
        ? [{ Category: 'Info', Message: found }]
        : problems.map((Message) => ({ Category: 'Error', Message })),
  });
}
