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

function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

/** Lines of scripts that FinPay keeps in files beside its lab file; a pulled file has all of them in it. */
function scriptsBeside(text: string): number {
  const projects = lab.spaces.flatMap((space) => space.projects).filter(({ name }) => name !== lab.trains?.project);
  const steps = projects.flatMap(({ process, runbooks }) => [...process, ...runbooks.flatMap((one) => one.process)]);
  const scripts = new Set(steps.flatMap((step) => (step.kind === 'script' ? [step.script] : [])));
  const isBeside = (script: string) => !text.includes(script.trim().split('\n')[0] ?? '');
  return [...scripts].filter(isBeside).reduce((sum, script) => sum + linesOf(script), 0);
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
    const written = linesOf(finpayLab.text) + scriptsBeside(finpayLab.text);

    const plan = await planLab({ client: server.client, lab: reread(pulled) });

    expect(plan.writes.map(({ change }) => change)).toEqual([]);
    expect(pulled.changes).toEqual([]);
    expect(linesOf(text)).toBeLessThanOrEqual(1.5 * written);
    console.log(`pulled ${linesOf(text)} lines, written by hand ${written}, scripts counted on both sides`);
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
