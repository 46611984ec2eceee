import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { identifiedSteps, processProblems } from '../processes/rules.ts';
import { type ProcessDocument, processSchema, type StepDocument } from '../processes/state.ts';
import { shownProcess } from '../processes/write.ts';
import { settingsId, showSettings, withSettings } from '../projects/settings.ts';
import { deploymentSettingsSchema } from '../projects/settings-state.ts';
import { releaseTemplate } from '../releases/template-routes.ts';
import { commitTree, type GitPlace, placeOf } from './place.ts';
import { canonicalBranch, requireGit } from './repository.ts';
import { registerGitVariableRoutes } from './variable-routes.ts';

/** What a project keeps in git, at a branch or commit: read, and written with a commit. */
export function registerGitTreeRoutes(api: Api): void {
  const path = '/projects/:id/:gitRef';
  api.space('GET', `${path}/deploymentprocesses`, (context) => {
    const at = placeOf(context, 'ProcessView');
    return ok(showProcess(context, deploymentProcess(context, at)));
  });
  api.space('PUT', `${path}/deploymentprocesses`, (context) => {
    const at = placeOf(context, 'ProcessEdit');
    const stored = deploymentProcess(context, at);
    const Steps = writtenSteps(context, stored);
    commitTree(context, at, { tree: { ...at.found.commit.Tree, DeploymentProcess: Steps }, about: stored.Id });
    return ok(showProcess(context, { ...stored, Steps }));
  });
  api.space('GET', `${path}/deploymentprocesses/template`, (context) => {
    const at = placeOf(context, 'ProcessView');
    return releaseTemplate(context, at.project, at.found.commit.Tree.DeploymentProcess);
  });
  api.space('GET', `${path}/deploymentsettings`, (context) => {
    const { project, found } = placeOf(context, 'ProjectView');
    return ok(showSettings(project, found.commit.Tree.DeploymentSettings, context.path));
  });
  api.space('PUT', `${path}/deploymentsettings`, writeSettings);
  const runbook = '/projects/:id/:gitRef/runbookProcesses/:processId';
  api.space('GET', runbook, (context) => {
    const at = placeOf(context, 'RunbookView');
    return ok(showProcess(context, runbookProcess(context, at)));
  });
  api.space('PUT', runbook, (context) => {
    const at = placeOf(context, 'RunbookEdit');
    const stored = runbookProcess(context, at);
    const Steps = writtenSteps(context, stored);
    const { Tree } = at.found.commit;
    const RunbookProcesses = { ...Tree.RunbookProcesses, [stored.Id]: Steps };
    commitTree(context, at, { tree: { ...Tree, RunbookProcesses }, about: stored.Id });
    return ok(showProcess(context, { ...stored, Steps }));
  });
  registerGitVariableRoutes(api);
}

function deploymentProcess({ world }: RouteContext, { project, found }: GitPlace): ProcessDocument {
  const stored = world.store.get('DeploymentProcesses', project.DeploymentProcessId);
  if (stored === undefined) throw new Error(`the project ${project.Id} has no process`);
  return { ...stored, Steps: found.commit.Tree.DeploymentProcess };
}

function runbookProcess(context: RouteContext, { project, found }: GitPlace): ProcessDocument {
  const id = param(context, 'processId');
  const stored = context.world.store.get('RunbookProcesses', id);
  if (stored === undefined || stored.ProjectId !== project.Id) throw notFound('runbook process', id);
  return { ...stored, Steps: found.commit.Tree.RunbookProcesses[id] ?? [] };
}

function showProcess({ path }: RouteContext, process: ProcessDocument): object {
  return { ...shownProcess(process), Links: { Self: path } };
}

function writtenSteps({ world, body }: RouteContext, stored: ProcessDocument): readonly StepDocument[] {
  const written = validated(processSchema, body);
  refuseIfAny(processProblems(world.store, stored, written));
  return identifiedSteps(written.Steps, stored.Steps, world.random);
}

/** Those of the default branch are what deployments go by, whatever release they are of. [guess] */
function writeSettings(context: RouteContext): Reply {
  const at = placeOf(context, 'ProjectEdit');
  const before = at.found.commit.Tree.DeploymentSettings;
  const { ChangeDescription: _, VersioningStrategy, ...written } = validated(deploymentSettingsSchema, context.body);
  const after = { ...written, VersioningStrategy: VersioningStrategy ?? before.VersioningStrategy };
  commitTree(context, at, {
    tree: { ...at.found.commit.Tree, DeploymentSettings: after },
    about: settingsId(at.project),
  });
  if (at.found.ref === canonicalBranch(requireGit(at.project).DefaultBranch)) {
    const { project, own } = withSettings(at.project, after);
    context.world.store.put('Projects', project);
    context.world.store.put('DeploymentSettings', own);
  }
  return ok(showSettings(at.project, after, context.path));
}
