import type { ActionDocument, ProcessDocument, StepDocument } from '../processes/state.ts';
import type { Store } from '../store/store.ts';

/** Properties by which an action says what template it comes from. [docs] */
const templateIdProperty = 'Octopus.Action.Template.Id';
export const templateVersionProperty = 'Octopus.Action.Template.Version';

/** An action that comes from a template. */
export interface TemplateUse {
  readonly process: ProcessDocument;
  readonly step: StepDocument;
  readonly action: ActionDocument;
}

/** Every action that comes from a template. */
export function usesOf(store: Store, templateId: string): readonly TemplateUse[] {
  return [...store.all('DeploymentProcesses'), ...store.all('RunbookProcesses')].flatMap((process) =>
    process.Steps.flatMap((step) =>
      step.Actions.filter(({ Properties }) => Properties[templateIdProperty] === templateId).map((action) => ({
        process,
        step,
        action,
      })),
    ),
  );
}

/** A use as callers see it. */
export function showUse(store: Store, { process, step, action }: TemplateUse): object {
  const project = store.get('Projects', process.ProjectId);
  const runbook = store.all('Runbooks').find(({ RunbookProcessId }) => RunbookProcessId === process.Id);
  return {
    ActionTemplateId: action.Properties[templateIdProperty] ?? null,
    Version: action.Properties[templateVersionProperty] ?? null,
    ProcessId: process.Id,
    ProcessType: runbook === undefined ? 'Deployment' : 'Runbook',
    DeploymentProcessId: runbook === undefined ? process.Id : null,
    ProjectId: process.ProjectId,
    ProjectName: project?.Name ?? '',
    ProjectSlug: project?.Slug ?? '',
    RunbookId: runbook?.Id ?? null,
    RunbookName: runbook?.Name ?? null,
    StepId: step.Id,
    StepName: step.Name,
    ActionId: action.Id,
    ActionName: action.Name,
    Links: {},
  };
}
