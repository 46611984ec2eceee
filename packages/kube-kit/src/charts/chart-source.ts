/** Where a chart comes from: a repository of charts, an address of its own, or a folder or packed chart on this machine. */
export interface ChartSource {
  /** Name in `repository`, an `oci://` address, or a path. */
  readonly chart: string;
  readonly repository?: string | undefined;
  /** Exact, or a range such as `3.*.*`; whatever is newest when left out. */
  readonly version?: string | undefined;
}

/** Octopus' own chart of the agent. [docs] */
export const octopusAgentChart: ChartSource = {
  chart: 'oci://registry-1.docker.io/octopusdeploy/kubernetes-agent',
  version: '3.*.*',
};

/** The NFS driver's own repository. [docs] */
export const nfsDriverChart: ChartSource = {
  chart: 'csi-driver-nfs',
  repository: 'https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts',
  version: '4.*.*',
};

/** What a chart's name and version are, `kubernetes-agent-3.1.0`, where that can be told without looking into it. */
export function exactChart({ chart, version }: ChartSource): string | undefined {
  if (version === undefined || !/^v?\d+\.\d+\.\d+([-+].*)?$/.test(version)) return undefined;
  return `${chart.replace(/^.*\//, '')}-${version}`;
}
