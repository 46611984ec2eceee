import { type Client, ServerTaskWaiter } from '@octopusdeploy/api-client';

export const spaceName = 'Default';
/** How long something may take, and how long is waited between two looks. */
const waitMs = 60_000;
const pollMs = 50;

function step(name: string, actionType: string, properties: Record<string, string>) {
  return {
    Name: name,
    Actions: [{ Name: name, ActionType: actionType, Properties: properties, Packages: [] }],
  };
}

/** A step that does nothing. */
export const script = step('Run', 'Octopus.Script', {
  'Octopus.Action.RunOnServer': 'true',
  'Octopus.Action.Script.ScriptBody': 'echo',
});
/** A step that asks the administrators. */
export const approval = step('Approve', 'Octopus.Manual', {
  'Octopus.Action.RunOnServer': 'true',
  'Octopus.Action.Manual.Instructions': 'Look at it.',
  'Octopus.Action.Manual.ResponsibleTeamIds': 'teams-administrators',
});

/** Asks again and again, in real time: the server works on its own. */
export async function untilFound<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const started = Date.now(); Date.now() - started < waitMs; ) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error('nothing came of it');
}

/** How tasks ended, by the client's own way to wait for them. */
export async function endsOf(client: Client, ...ids: readonly string[]): Promise<readonly string[]> {
  const waiter = new ServerTaskWaiter(client, spaceName);
  const ended = await waiter.waitForServerTasksToComplete([...ids], pollMs, waitMs);
  return ended.map(({ State }) => String(State));
}
