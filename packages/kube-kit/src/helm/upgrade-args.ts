import { goDuration } from '../process/duration.ts';
import type { KubeResult } from '../result.ts';

/** Where values come from: a file of YAML, or the values themselves. */
export type ValueSource =
  | { readonly file: string }
  /** YAML text, or an object. Never on the command line nor in a file: it is read from standard input. */
  | { readonly inline: string | Readonly<Record<string, unknown>> };

/** A chart and what it is given. */
export interface ChartRequest {
  readonly release: string;
  readonly namespace: string;
  /** A folder, a packed chart, an `oci://` address, or a name in `repository`. */
  readonly chart: string;
  /** Address of the chart repository. */
  readonly repository?: string | undefined;
  /** Version of the chart, or a range of them. */
  readonly version?: string | undefined;
  /** In this order: a later one beats an earlier one. At most one is inline. */
  readonly values?: readonly ValueSource[] | undefined;
  /** Single values by their path (`image.tag`), with their JSON type; they beat `values`. A dot in a key is `\.`. */
  readonly set?: Readonly<Record<string, unknown>> | undefined;
}

/** A release to be made so. */
export interface UpgradeRequest extends ChartRequest {
  /** Installs where there is none yet. True by default. */
  readonly install?: boolean | undefined;
  readonly createNamespace?: boolean | undefined;
  /** Waits until what was deployed is ready. */
  readonly wait?: boolean | undefined;
  readonly waitForJobs?: boolean | undefined;
  /** Rolls back when it fails; waits too. */
  readonly atomic?: boolean | undefined;
  /** How long helm waits for one operation of Kubernetes; its own 5 minutes by default. */
  readonly waitMs?: number | undefined;
  /** Begins from the values of the last revision. False by default: what is not given here is the chart's. */
  readonly reuseValues?: boolean | undefined;
  /** Asks the server whether it would do it, and changes nothing. */
  readonly dryRun?: boolean | undefined;
  readonly description?: string | undefined;
  /** Revisions kept; helm's own 10 by default. */
  readonly mostRevisions?: number | undefined;
}

/** Arguments and standard input of a call. */
export interface HelmArguments {
  readonly args: readonly string[];
  readonly input?: string;
}

/** The arguments of `helm upgrade`. */
export function upgradeArguments(request: UpgradeRequest): KubeResult<HelmArguments> {
  const { install = true, reuseValues = false } = request;
  const chart = chartArguments(request);
  if (!chart.ok) return chart;
  const args = [
    'upgrade',
    ...flag('--install', install),
    ...flag('--create-namespace', request.createNamespace),
    reuseValues ? '--reuse-values' : '--reset-values',
    ...flag('--wait', request.wait),
    ...flag('--wait-for-jobs', request.waitForJobs),
    ...flag('--atomic', request.atomic),
    ...option('--timeout', request.waitMs === undefined ? undefined : goDuration(request.waitMs)),
    ...flag('--dry-run=server', request.dryRun),
    ...option('--description', request.description),
    ...option('--history-max', request.mostRevisions?.toString()),
    '--output=json',
    ...chart.value.args,
  ];
  return { ok: true, value: { ...chart.value, args } };
}

/** The arguments of `helm template`. */
export function templateArguments(request: ChartRequest): KubeResult<HelmArguments> {
  const chart = chartArguments(request);
  return chart.ok ? { ok: true, value: { ...chart.value, args: ['template', ...chart.value.args] } } : chart;
}

function chartArguments(request: ChartRequest): KubeResult<HelmArguments> {
  const { release, chart, namespace, values = [], set = {} } = request;
  const inline = values.flatMap((source) => ('inline' in source ? [source.inline] : []));
  if (inline.length > 1) {
    const message = `helm release ${namespace}/${release}: values are given inline ${inline.length} times`;
    return {
      ok: false,
      problem: { code: 'invalid-request', message, hint: 'merge them, or write all but one to files' },
    };
  }
  const [given] = inline;
  const args = [
    ...option('--namespace', namespace),
    ...option('--repo', request.repository),
    ...option('--version', request.version),
    ...values.flatMap((source) => option('--values', 'file' in source ? source.file : '-')),
    ...Object.entries(set).flatMap(([path, value]) => option('--set-json', `${path}=${JSON.stringify(value)}`)),
    '--',
    release,
    chart,
  ];
  if (given === undefined) return { ok: true, value: { args } };
  return { ok: true, value: { args, input: typeof given === 'string' ? given : JSON.stringify(given) } };
}

function flag(name: string, on: boolean | undefined): readonly string[] {
  return on ? [name] : [];
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${name}=${value}`];
}
