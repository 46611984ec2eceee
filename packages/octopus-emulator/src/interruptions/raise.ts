import { isTrue, propertyText } from '../execution/properties.ts';
import { nameOf, relatedIds, type Subject } from '../execution/subject.ts';
import type { ActionDocument } from '../processes/state.ts';
import { timeOf, type World } from '../world.ts';
import type { InterruptionDocument } from './state.ts';

/** Raises the interruption of a manual step. */
export function raiseManualIntervention(
  world: World,
  options: { subject: Subject; action: ActionDocument; correlationId: string; instructions: string },
): InterruptionDocument {
  const { subject, action } = options;
  const interruption: InterruptionDocument = {
    Id: world.store.nextId('Interruptions'),
    SpaceId: subject.space.Id,
    TaskId: subject.task.Id,
    ProjectId: subject.project.Id,
    EnvironmentId: subject.environment.Id,
    TenantId: subject.tenant?.Id ?? null,
    Title: action.Name,
    Instructions: options.instructions,
    Created: timeOf(world),
    CorrelationId: options.correlationId,
    IsPending: true,
    RelatedDocumentIds: relatedIds(subject),
    ResponsibleTeamIds: responsibleTeams(action),
    ResponsibleUserId: null,
    Notes: null,
    Result: null,
  };
  world.store.put('Interruptions', interruption);
  world.record({
    category: 'ManualInterventionInterruptionRaised',
    message: `${action.Name} waits for an answer: ${nameOf(subject)}`,
    related: [interruption.Id, ...relatedIds(subject)],
    spaceId: subject.space.Id,
  });
  return interruption;
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
