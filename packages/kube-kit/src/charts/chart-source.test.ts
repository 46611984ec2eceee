import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exactChart } from './chart-source.ts';
import { writeStandInCharts } from './stand-in-charts.ts';

it.each<[string, string | undefined, string | undefined]>([
  ['oci://registry/octopusdeploy/kubernetes-agent', '3.1.0', 'kubernetes-agent-3.1.0'],
  ['csi-driver-nfs', 'v4.9.0', 'csi-driver-nfs-v4.9.0'],
  ['csi-driver-nfs', '4.*.*', undefined],
  ['/charts/agent', undefined, undefined],
])('%s at %s', (chart, version, exact) => {
  expect(exactChart({ chart, version })).toBe(exact);
});

it('stand-in charts are written once, whoever writes them at the same time, and nothing else is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'charts-'));
  try {
    const [one, two] = await Promise.all([writeStandInCharts(folder), writeStandInCharts(folder)]);
    const again = await writeStandInCharts(folder);

    expect(two).toEqual(one);
    expect(again).toEqual(one);
    expect((await readdir(folder)).toSorted()).toEqual(
      [one.agent.chart, one.driver.chart].map((path) => path.slice(folder.length + 1)).toSorted(),
    );
    expect(await readFile(join(one.agent.chart, 'Chart.yaml'), 'utf8')).toContain('kubernetes-agent-stand-in');
  } finally {
    await rm(folder, { recursive: true });
  }
});
