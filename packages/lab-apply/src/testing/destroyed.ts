import type { State } from '@octotrain/octopus-emulator';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab } from '../apply/apply-lab.ts';
import { destroyLab } from '../destroy/destroy-lab.ts';
import { planDestroy } from '../destroy/plan-destroy.ts';
import { finpay, type LabServer, startLabServer } from './lab-server.ts';

const lab = finpay();

/**
 * What servers hold of which FinPay was being destroyed when the client was cut off: before the first write, and behind
 * each. A cut before a write leaves the same behind as one behind the write before it, and so does a cut at a read.
 */
export async function statesAtCuts(): Promise<readonly State[]> {
  const whole = await startLabServer();
  await applyLab({ client: whole.client, lab });
  await registerAgents({ client: whole.client, lab, simulated: true });
  const states = [whole.emulator.snapshot()];
  const server: LabServer = await startLabServer({
    state: states[0] as State,
    async intercept(request, answer) {
      const response = await answer();
      if (request.method !== 'GET') states.push(server.emulator.snapshot());
      return response;
    },
  });
  await destroyLab({ client: server.client, plan: await planDestroy({ client: server.client, lab }) });
  return states;
}

/** Destroys what is left of FinPay, and says what the server holds then: every document but the audit log, by name. */
export async function destroyedFrom(state: State): Promise<readonly string[]> {
  const { client, emulator } = await startLabServer({ state });
  const plan = await planDestroy({ client, lab });
  if (plan.unknown.length > 0) throw new Error(`taken for unknown: ${JSON.stringify(plan.unknown)}`);
  const result = await destroyLab({ client, plan });
  if (!result.ok) throw new Error(JSON.stringify(result));
  return heldIn(emulator.snapshot());
}

/** The audit log tells of everything for good; frozen copies stay where nobody can ask for them. */
const keptForGood: ReadonlySet<string> = new Set(['Events', 'ApiKeys', 'ProcessSnapshots', 'VariableSnapshots']);

/** A line for each document, with its name where it has one. Snapshots are named by a hash of ids. */
export function heldIn({ documents }: State): readonly string[] {
  return Object.entries(documents)
    .filter(([collection]) => !keptForGood.has(collection))
    .flatMap(([collection, held]) => held.map((document) => `${collection} ${nameOf(document)}`))
    .toSorted();
}

function nameOf(document: unknown): string {
  // Documents of the emulator are plain objects.
  const { Name, Username } = document as { readonly Name?: string; readonly Username?: string };
  return (Name ?? Username ?? '').replace(/^Snapshot \w+$/, 'Snapshot');
}
