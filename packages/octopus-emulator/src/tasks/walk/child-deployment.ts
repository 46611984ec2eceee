import { currentDeployment } from '../../deployments/current.ts';
import { orderOf } from '../../deployments/order.ts';
import { deploymentPrompts } from '../../deployments/prompts.ts';
import { type DeploymentQuestion, deploymentProblems } from '../../deployments/rules.ts';
import { childCondition, childOutputs, childRefusal, childVariables } from '../../execution/child-release.ts';
import { makeDeployment } from '../../execution/make.ts';
import { answerPrompts } from '../../execution/prompts.ts';
import { subjectOf } from '../../execution/subject.ts';
import type { ProjectDocument } from '../../projects/state.ts';
import { childProject, newestRelease } from '../../releases/child-selections.ts';
import { releaseOfVersion } from '../../releases/make-release.ts';
import type { ReleaseDocument } from '../../releases/state.ts';
import { modeAllows } from '../../tenants/participation.ts';
import type { World } from '../../world.ts';
import type { TaskDocument } from '../state.ts';
import { endUnit, succeed } from './end-unit.ts';
import { type Place, placeOf, propertyAt, setUnit, unitLog, type WalkPorts } from './place.ts';
import { unitAt } from './state.ts';

/**
 * Starts the deployment of another project's release, unless its condition says that it is not needed. The step waits for
 * it. The child's lifecycle must let it; the parent's tenant goes along where the child takes tenants. [docs]
 */
export function startChild(ports: WalkPorts, place: Place, after: { again(): void; then(): void }): void {
  const { world } = ports;
  const log = unitLog(world, place);
  const question = questionOf(world, place);
  const problems = typeof question === 'string' ? [question] : deploymentProblems(world, question);
  if (typeof question === 'string' || problems.length > 0) {
    endUnit(ports, place, { ok: false, error: problems.join(' ') }, after);
    return;
  }
  const { release, environmentId, tenantId } = question;
  const current = currentDeployment(world.store, { projectId: release.ProjectId, environmentId, tenantId });
  const version = current === undefined ? undefined : world.store.get('Releases', current.ReleaseId)?.Version;
  const condition = childCondition(propertyAt(place, 'Octopus.Action.DeployRelease.DeploymentCondition'));
  const refusal = childRefusal(condition, release.Version, version);
  if (refusal !== null) {
    log.line('Info', `Nothing is deployed: ${refusal}.`);
    succeed(ports, place);
    return;
  }
  const child = makeChild(world, place, question);
  log.line('Info', `Deploying release ${release.Version} in task ${child.TaskId}`);
  setUnit(world, place.subject.task.Id, place.key, { ChildTaskId: child.TaskId });
  ports.wake();
}

/** What shall be deployed, or why nothing can be. */
function questionOf(world: World, place: Place): DeploymentQuestion | string {
  const { subject } = place;
  const project = childProject(world, place.action, subject.space.Id);
  if (project === undefined) return 'The project whose release shall be deployed does not exist in this space.';
  const release = chosenRelease(world, place, project);
  if (typeof release === 'string') return release;
  const takesTenants = modeAllows(project.TenantedDeploymentMode, true);
  return {
    release,
    environmentId: subject.environment.Id,
    tenantId: takesTenants ? (subject.tenant?.Id ?? null) : null,
  };
}

/** The release that the parent's release or snapshot chose, else the step's own version, else the newest by creation. [docs, guess for the order] */
function chosenRelease(world: World, place: Place, project: ProjectDocument): ReleaseDocument | string {
  const { subject, action } = place;
  const selected = (subject.kind === 'deployment' ? subject.release : subject.snapshot).SelectedPackages;
  const version =
    selected.find(({ ActionName }) => ActionName === action.Name)?.Version ||
    propertyAt(place, 'Octopus.Action.DeployRelease.ReleaseVersion');
  const found = version === undefined ? newestRelease(world, project.Id) : releaseOfVersion(world, project.Id, version);
  if (found !== undefined) return found;
  return version === undefined
    ? `The project '${project.Name}' has no release.`
    : `The project '${project.Name}' has no release ${version}.`;
}

function makeChild(world: World, place: Place, question: DeploymentQuestion) {
  const { subject, key } = place;
  const passed = childVariables(propertyAt(place, 'Octopus.Action.DeployRelease.Variables'));
  const prompts = answerPrompts(deploymentPrompts(world, question), passed);
  const { order, own } = orderOf(world, question, {
    // What the parent passes beats the child's own values, as answers to prompts do. [docs]
    PromptedValues: { ...passed, ...prompts.values },
    // A parent that asks about failures lets its children ask too. [guess]
    ...(subject.document.UseGuidedFailure ? { UseGuidedFailure: true } : {}),
  });
  const { DeployedById, DeployedBy } = subject.document;
  const user = world.store.get('Users', DeployedById) ?? { Id: DeployedById, Username: DeployedBy };
  return makeDeployment(world, {
    order,
    own,
    maker: { user, recorded: undefined },
    priority: subject.task.Priority,
    parent: { TaskId: subject.task.Id, Unit: key },
  });
}

/** Takes the end of a child into the walk of its parent; nothing happens when that ended before it, as a cancelled one has. [docs] */
export function childEnded(
  ports: WalkPorts,
  child: TaskDocument,
  outputs: Readonly<Record<string, string>>,
  then: () => void,
): void {
  const { world } = ports;
  const { Parent } = child;
  const task = Parent === undefined ? undefined : world.store.get('ServerTasks', Parent.TaskId);
  const walk = task === undefined ? undefined : world.store.get('TaskWalks', task.Id);
  const subject = task?.State === 'Executing' ? subjectOf(world, task) : undefined;
  if (Parent === undefined || walk === undefined || subject === undefined) return;
  if (walk.Units[Parent.Unit]?.ChildTaskId !== child.Id) return;
  const place = placeOf(world, subject, walk, unitAt(Parent.Unit));
  setUnit(world, subject.task.Id, Parent.Unit, { ChildTaskId: null });
  if (child.State === 'Success') {
    succeed(ports, place, { outputs: childOutputs(outputs), warning: child.HasWarningsOrErrors });
  } else {
    const error = `The deployment in task ${child.Id} ended in ${child.State}: ${child.ErrorMessage ?? ''}`.trim();
    endUnit(ports, place, { ok: false, error }, { again: () => {}, then });
  }
  then();
}
