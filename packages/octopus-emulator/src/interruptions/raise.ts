import type { Guidance } from '../execution/guided-failure.ts';
import { isTrue, propertyText } from '../execution/properties.ts';
import { nameOf, relatedIds, type Subject, subjectOf } from '../execution/subject.ts';
import type { ActionDocument } from '../processes/state.ts';
import { unitAt } from '../tasks/walk/state.ts';
import { timeOf, type World } from '../world.ts';
import type { InterruptionDocument } from './state.ts';

interface Question {
  readonly subject: Subject;
  readonly action: ActionDocument;
  readonly correlationId: string;
  readonly instructions: string;
}

/** Raises the interruption of a manual step. */
export function raiseManualIntervention(world: World, question: Question): InterruptionDocument {
  const own = { Type: 'ManualIntervention', ResponsibleTeamIds: responsibleTeams(question.action) } as const;
  return raise(world, question, own);
}

/** Raises the interruption of a failure that people decide about; whoever may deploy may answer. [docs, guess for who] */
export function raiseGuidedFailure(
  world: World,
  question: Question & { readonly guidances: readonly Guidance[] },
): InterruptionDocument {
  const own = { Type: 'GuidedFailure', ResponsibleTeamIds: [], Guidances: question.guidances } as const;
  return raise(world, question, own);
}

function raise(
  world: World,
  { subject, action, correlationId, instructions }: Question,
  own: Pick<InterruptionDocument, 'Type' | 'ResponsibleTeamIds' | 'Guidances'>,
): InterruptionDocument {
  const interruption: InterruptionDocument = {
    ...placeOf(subject),
    Id: world.store.nextId('Interruptions'),
    Title: action.Name,
    Instructions: instructions,
    Created: timeOf(world),
    CorrelationId: correlationId,
    IsPending: true,
    ResponsibleUserId: null,
    Notes: null,
    Result: null,
    ...own,
  };
  const MirrorIds = mirror(world, subject, interruption);
  const linked = MirrorIds.length === 0 ? interruption : { ...interruption, MirrorIds };
  world.store.put('Interruptions', linked);
  world.record({
    category: own.Type === 'GuidedFailure' ? 'GuidedFailureInterruptionRaised' : 'ManualInterventionInterruptionRaised',
    message: `${action.Name} waits for an answer: ${nameOf(subject)}`,
    // Those who listen for these events look for the deployment at the first place. [client]
    related: [...relatedIds(subject), interruption.Id],
    spaceId: subject.space.Id,
  });
  return linked;
}

function placeOf(subject: Subject) {
  return {
    SpaceId: subject.space.Id,
    TaskId: subject.task.Id,
    ProjectId: subject.project.Id,
    EnvironmentId: subject.environment.Id,
    TenantId: subject.tenant?.Id ?? null,
    RelatedDocumentIds: relatedIds(subject),
  };
}

/** Asks the same at every task that waits for the one that asks: its parent, the parent of that, and so on. [docs] */
function mirror(world: World, subject: Subject, original: InterruptionDocument): string[] {
  const ids: string[] = [];
  for (let { Parent } = subject.task; Parent !== undefined; ) {
    const task = world.store.get('ServerTasks', Parent.TaskId);
    const parent = task === undefined ? undefined : subjectOf(world, task);
    if (task === undefined || parent === undefined || task.State !== 'Executing') break;
    const Id = world.store.nextId('Interruptions');
    world.store.put('Interruptions', {
      ...original,
      ...placeOf(parent),
      Id,
      CorrelationId: `${task.Id}/${unitAt(Parent.Unit).step + 1}`,
      MirrorOf: original.Id,
    });
    ids.push(Id);
    Parent = task.Parent;
  }
  return ids;
}

/** Teams that may answer a manual step; none: everyone who may deploy. */
export function responsibleTeams(action: ActionDocument): string[] {
  return (propertyText(action.Properties['Octopus.Action.Manual.ResponsibleTeamIds']) ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** Whether deployments of the same project, environment and tenant stay queued while the step waits. */
export function blocksConcurrentDeployments(action: ActionDocument): boolean {
  return isTrue(action.Properties['Octopus.Action.Manual.BlockConcurrentDeployments']);
}
