import { selfLink } from '../http/links.ts';
import type { RunbookRunDocument } from './state.ts';

/** A run as callers see it. */
export function showRun({ PromptedValues: _secret, ...run }: RunbookRunDocument): Record<string, unknown> {
  return {
    ...run,
    ManifestVariableSetId: null,
    Priority: run.Priority ?? 'LifecycleDefault',
    DebugMode: 'None',
    TentacleRetentionPeriod: null,
    Links: {
      Self: selfLink(run.SpaceId, '/runbookRuns', run.Id),
      Runbook: selfLink(run.SpaceId, '/runbooks', run.RunbookId),
      RunbookSnapshot: selfLink(run.SpaceId, '/runbookSnapshots', run.RunbookSnapshotId),
      Task: `/api/tasks/${run.TaskId}`,
      Interruptions: `/api/${run.SpaceId}/interruptions?regarding=${run.Id}`,
    },
  };
}
