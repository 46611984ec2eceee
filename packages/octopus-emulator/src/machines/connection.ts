import type { HealthStatus, ReachedDocument } from './state.ts';

const states: Readonly<Record<HealthStatus, string>> = {
  Healthy: 'Online',
  HasWarnings: 'Online',
  Unhealthy: 'Online',
  Unavailable: 'Offline',
  Unknown: 'Unknown',
};

/** How the last talk with a target or a worker went. */
export function connectionOf(document: ReachedDocument, path: string): object {
  const checked = document.LastChecked ?? null;
  const status = states[document.HealthStatus];
  return {
    MachineId: document.Id,
    Status: status,
    LastChecked: checked,
    CurrentTentacleVersion: document.Endpoint.KubernetesAgentDetails?.TentacleVersion ?? null,
    Logs:
      checked === null
        ? []
        : [
            {
              Category: status === 'Offline' ? 'Error' : 'Info',
              OccurredAt: checked,
              MessageText: document.StatusSummary,
              Detail: null,
            },
          ],
    Links: { Self: path },
  };
}
