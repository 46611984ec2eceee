import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { standInAgent } from '../agents/stand-in-agent.ts';
import { standInDriver } from '../csi/stand-in-driver.ts';
import type { ChartSource } from './chart-source.ts';

/** Charts that carry the footprint of others. */
export interface StandInCharts {
  readonly agent: ChartSource;
  readonly driver: ChartSource;
}

/** Files of a chart by their paths in it. */
type ChartFiles = Readonly<Record<string, string>>;

/**
 * Writes the stand-in charts below a folder, whole or not at all, and says where they are. The driver's is for clusters
 * whose pods run nothing; the agent's is for others too, with an image that is `idle`.
 */
export async function writeStandInCharts(folder: string, how: { idle?: string } = {}): Promise<StandInCharts> {
  const [agent, driver] = await Promise.all([write(folder, standInAgent(how)), write(folder, standInDriver)]);
  return { agent, driver };
}

async function write(folder: string, files: ChartFiles): Promise<ChartSource> {
  const entries = Object.entries(files);
  const mark = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 12);
  const name = /^name: (.*)$/m.exec(files['Chart.yaml'] ?? '')?.[1] ?? 'chart';
  const chart = join(folder, `${name}-${mark}`);
  const draft = `${chart}.${randomUUID()}.draft`;
  await rm(draft, { recursive: true, force: true });
  for (const [path, text] of entries) {
    await mkdir(dirname(join(draft, path)), { recursive: true });
    await writeFile(join(draft, path), text);
  }
  try {
    await rename(draft, chart);
  } catch (error) {
    // It is there already, with the same content.
    await rm(draft, { recursive: true, force: true });
    if (!(error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(String(error.code))))
      throw error;
  }
  return { chart };
}
