import type { Lab } from '@octotrain/lab-config';
import { eachBounded } from '../read/bounded.ts';
import type { Reader } from '../read/reader.ts';
import type { Registry } from '../read/registry.ts';
import type { AgentOnServer } from './agents.ts';

const atOnce = 6;

/** The machines of a lab's agents: one request for each space that has any. A space that is missing has none. */
export async function readAgents(options: {
  client: Reader;
  lab: Lab;
  registry: Registry;
  signal?: AbortSignal | undefined;
}): Promise<readonly AgentOnServer[]> {
  const { client, lab, registry, signal } = options;
  const calling = signal === undefined ? {} : { signal };
  const spaces = lab.spaces.filter(({ agents }) => agents.length > 0);
  const read = await eachBounded(spaces, atOnce, async ({ name, agents }) => {
    const spaceId = registry.find({ kind: 'space', name });
    const machines =
      spaceId === undefined
        ? []
        : (await client.api.GET('/api/{spaceId}/machines/all', { params: { path: { spaceId } }, ...calling })).data;
    return agents.map((agent) => {
      const machine = machines.find(({ Name }) => Name.toLowerCase() === agent.name.toLowerCase());
      return { agent, ...(machine === undefined ? {} : { machine }) };
    });
  });
  return read.flat();
}
