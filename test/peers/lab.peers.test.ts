import { planLab } from '@octotrain/lab-apply';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { hasGo } from '../../tools/src/peers/go-programs.ts';
import { terraformOf } from '../../tools/src/peers/terraform/configuration.ts';
import { openTerraform } from '../../tools/src/peers/terraform-workspace.ts';
import { startPeerServer } from './peer-server.ts';

it.skipIf(!hasGo())('FinPay, written for terraform and applied, is what our own plan finds on the server', async () => {
  const loaded = loadLab(finpayLab);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { lab } = loaded;
  const { text: configuration, secrets, leftOut } = terraformOf(lab);
  const server = await startPeerServer('directly', { speed: 200 });
  const values = Object.fromEntries([...secrets.keys()].map((name) => [name, 'a-secret']));
  const terraform = openTerraform({ server, configuration, secrets: values });
  try {
    for (const argv of [['init'], ['apply', '-auto-approve'], ['plan', '-detailed-exitcode']]) {
      const { code, stdout, stderr } = await terraform.run(...argv, '-input=false');
      expect(code, stdout + stderr).toBe(0);
    }
    const client = createOctopusClient({ url: server.url, auth: { apiKey: server.key }, requestsPerMinute: 0 });
    const { writes } = await planLab({ client, lab });
    const left = writes.map(({ change }) => change).filter(({ kind }) => !leftOut.has(kind));
    expect(left).toEqual([]);
    expect(writes).toHaveLength([...leftOut.values()].reduce((sum, count) => sum + count, 0));
  } finally {
    terraform.close();
    await server.close();
  }
});
