import { finpayLab, type Lab, loadLab, writeLab } from '@octotrain/lab-config';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { finpay, type LabServer, noSecrets, startLabServer } from '../testing/lab-server.ts';
import { type PulledLab, pullLab } from './pull-lab.ts';

const lab = finpay();

async function pull(server: LabServer, spaces: readonly string[] = []): Promise<PulledLab> {
  const pulled = await pullLab({ client: server.client, name: 'Pulled', spaces });
  if ('missing' in pulled) throw new Error(`no such spaces: ${pulled.missing.join(', ')}`);
  return pulled;
}

function reread(pulled: PulledLab): Lab {
  const loaded = loadLab({ text: writeLab(pulled.lab), file: 'pulled.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.lab;
}

describe('FinPay', () => {
  let server: LabServer;
  let pulled: PulledLab;

  beforeAll(async () => {
    server = await startLabServer();
    await applyLab({ client: server.client, lab, secrets: noSecrets });
    await registerAgents({ client: server.client, lab, simulated: true });
    pulled = await pull(server);
  });

  it('is a file that plans to no change, and is not longer than the one that it was made from by half', async () => {
    const text = writeLab(pulled.lab);
    const lines = (of: string) => of.trimEnd().split('\n').length;

    const plan = await planLab({ client: server.client, lab: reread(pulled) });

    expect(plan.writes.map(({ change }) => change)).toEqual([]);
    expect(pulled.changes).toEqual([]);
    expect(lines(text)).toBeLessThanOrEqual(1.5 * lines(finpayLab.text));
    console.log(`pulled ${lines(text)} lines, written by hand ${lines(finpayLab.text)}`);
  });

  it('is the same lab, but for what a server does not keep', () => {
    const again = reread(pulled);

    expect(again.trains).toEqual(lab.trains);
    expect(again.spaces.map(({ agents }) => agents)).toEqual(lab.spaces.map(({ agents }) => agents));
    expect(again.spaces.map(({ projects }) => projects.map(({ name }) => name).toSorted())).toEqual(
      lab.spaces.map(({ projects }) => projects.map(({ name }) => name).toSorted()),
    );
  });
});
