import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exitCodes } from '@octotrain/command-line';
import { type ChartSource, nfsDriverChart, octopusAgentChart, writeStandInCharts } from '@octotrain/kube-kit';
import type { OpenCluster } from '../clusters/open-clusters.ts';
import type { Outcome } from '../server/outcome.ts';

/** Where charts come from, as flags tell it. */
export interface ChartFlags {
  readonly standIn?: boolean;
  readonly agentChart?: string;
  readonly agentChartVersion?: string;
  readonly driverChart?: string;
  readonly driverRepository?: string;
  readonly driverChartVersion?: string;
  readonly driverValues?: string;
}

/** Charts of a cluster's agents and driver. */
export interface AgentCharts {
  readonly agent: ChartSource;
  readonly driver: ChartSource;
}

/** Sleeps, in 700 kB; nodes have it already, or one like it, for the sandboxes of pods. */
const idleImage = 'registry.k8s.io/pause:3.10';

/**
 * The charts for a cluster: what the flags say, else Octopus' and the driver's own; and stand-ins where pods run
 * nothing, written into the cluster's folder.
 */
export async function chartsFor(open: OpenCluster, flags: ChartFlags, cwd: string): Promise<AgentCharts> {
  const usual = await usualCharts(open, flags);
  return {
    agent:
      flags.agentChart === undefined
        ? { ...usual.agent, ...(flags.agentChartVersion === undefined ? {} : { version: flags.agentChartVersion }) }
        : { chart: chartPath(flags.agentChart, cwd), version: flags.agentChartVersion },
    driver:
      flags.driverChart === undefined && flags.driverRepository === undefined
        ? { ...usual.driver, ...(flags.driverChartVersion === undefined ? {} : { version: flags.driverChartVersion }) }
        : {
            chart:
              flags.driverRepository === undefined
                ? chartPath(flags.driverChart ?? '', cwd)
                : (flags.driverChart ?? nfsDriverChart.chart),
            repository: flags.driverRepository,
            version: flags.driverChartVersion,
          },
  };
}

/** Where the stand-ins of a cluster are written: in its folder. */
function standInsIn(folder: string): string {
  return join(folder, 'charts');
}

/** Removes the stand-ins that were written for a cluster, if any were. */
export async function removeStandIns({ folder }: Pick<OpenCluster, 'folder'>): Promise<void> {
  await rm(standInsIn(folder), { recursive: true, force: true });
}

async function usualCharts({ folder, inLab }: OpenCluster, { standIn = false }: ChartFlags): Promise<AgentCharts> {
  const charts = standInsIn(folder);
  if (inLab.provider === 'kwok') return writeStandInCharts(charts);
  const agent = standIn ? (await writeStandInCharts(charts, { idle: idleImage })).agent : octopusAgentChart;
  return { agent, driver: nfsDriverChart };
}

/** A path begins with a dot or a slash, or is packed; all else is an address. */
function chartPath(chart: string, cwd: string): string {
  return /^[a-z]+:\/\//.test(chart) ? chart : resolve(cwd, chart);
}

/** The values for the driver's chart, of a JSON file. */
export async function driverValuesOf(
  path: string | undefined,
  cwd: string,
): Promise<Outcome<Readonly<Record<string, unknown>> | undefined>> {
  if (path === undefined) return { ok: true, value: undefined };
  const usage = (text: string) => ({ ok: false, text, exit: exitCodes.usage }) as const;
  const text = await readFile(resolve(cwd, path), 'utf8').catch(() => undefined);
  if (text === undefined) return usage(`${path} cannot be read`);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value: { ...value } };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return usage(`${path} holds no JSON object with values`);
}
