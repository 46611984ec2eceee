import type { PeerServer } from './peer-server.ts';

const script = {
  Name: 'Run',
  Actions: [
    {
      Name: 'Run',
      ActionType: 'Octopus.Script',
      Properties: { 'Octopus.Action.Script.ScriptBody': 'echo', 'Octopus.Action.RunOnServer': 'true' },
    },
  ],
};

/** What the CLI has no command for: environments, tags, and a library set with a template. */
export async function furnish({ ask }: PeerServer): Promise<void> {
  for (const Name of ['Development', 'Staging', 'Production']) await ask('POST', '/api/environments', { Name });
  await ask('POST', '/api/tagsets', { Name: 'Region', Tags: [{ Name: 'EU', Color: '#3156B3' }] });
  const Templates = [{ Name: 'Mail', DefaultValue: 'nobody@example.org' }];
  await ask('POST', '/api/libraryvariablesets', { Name: 'Shared', Templates });
}

/** Steps for two projects, and a runbook. */
export async function giveSteps({ ask }: PeerServer): Promise<void> {
  for (const project of ['Projects-1', 'Projects-2']) {
    await ask('PUT', `/api/deploymentprocesses/deploymentprocess-${project}`, { Steps: [script] });
  }
  await ask('POST', '/api/runbooks', { Name: 'Restart', ProjectId: 'Projects-2' });
  await ask('PUT', '/api/runbookProcesses/RunbookProcess-Runbooks-1', { Steps: [script] });
  await ask('POST', '/api/runbookSnapshots?publish=true', { ProjectId: 'Projects-2', RunbookId: 'Runbooks-1' });
}
