import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exitCodes } from '@octotrain/command-line';
import { type ChartSource, nfsDriverChart, octopusAgentChart, writeStandInCharts } from '@octotrain/kube-kit';
import type { OpenCluster } from '../clusters/open-clusters.ts';
import type { Outcome } from '../server/outcome.ts';

/** Where charts come from, as flags tell it. */
export interface ChartFlags {
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

/**
 * The charts for a cluster: what the flags say, else Octopus' and the driver's own; and stand-ins where pods run
 * nothing, written into the cluster's folder.
 */
export async function chartsFor(open: OpenCluster, flags: ChartFlags, cwd: string): Promise<AgentCharts> {
  const played = open.inLab.provider === 'kwok';
  const usual = played
    ? await writeStandInCharts(join(open.folder, 'charts'))
    : { agent: octopusAgentChart, driver: nfsDriverChart };
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
