import { type Lab, loadLab, type SecretSource, writeLab } from '@octotrain/lab-config';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { arbitraryLab } from '../testing/arbitrary-lab.ts';
import { type LabServer, startLabServer } from '../testing/lab-server.ts';
import { type PulledLab, pullLab } from './pull-lab.ts';

const secrets: SecretSource = { env: (name) => `secret of ${name}`, file: () => undefined };

async function serverWith(lab: Lab): Promise<LabServer> {
  const server = await startLabServer();
  const { result } = await applyLab({ client: server.client, lab, secrets });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  await registerAgents({ client: server.client, lab, simulated: true });
  return server;
}

async function pull(server: LabServer): Promise<PulledLab> {
  const pulled = await pullLab({ client: server.client, name: 'Arbitrary' });
  if ('missing' in pulled) throw new Error('no space was asked for');
  return pulled;
}

function reread(lab: Lab): Lab {
  const loaded = loadLab({ text: writeLab(lab), file: 'lab.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.lab;
}

/** Lists of things by name in any order: servers have their own. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(unordered).toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, unordered(inner)] as const);
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

it('reads any lab that it writes as the same lab', () => {
  fc.assert(
    fc.property(arbitraryLab, (lab) => {
      expect(unordered(reread(lab))).toEqual(unordered(lab));
    }),
    { numRuns: 20 },
  );
});

it('pulls any lab that was applied as one that plans to no change, and makes an equal server elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryLab, async (lab) => {
      const first = await serverWith(lab);

      const pulled = await pull(first);
      const again = reread(pulled.lab);
      const plan = await planLab({ client: first.client, lab: again });
      const second = await serverWith(again);

      expect(plan.writes.map(({ change }) => change)).toEqual([]);
      expect(pulled.leftOut.filter(({ kind }) => kind !== 'members of a team')).toEqual([]);
      expect(unordered((await pull(second)).lab)).toEqual(unordered(pulled.lab));
    }),
    { numRuns: 3 },
  );
}, 60_000);
