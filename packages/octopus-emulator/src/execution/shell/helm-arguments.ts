import { StepProblem } from '../kubernetes/step-problem.ts';

/** What `helm upgrade` is told. */
interface HelmUpgrade {
  readonly release: string;
  /** Folder of the chart. */
  readonly chart: string;
  readonly namespace: string;
  /** Files of values; the last has the highest priority. */
  readonly values: readonly string[];
  readonly resetValues: boolean;
  /** A duration as Go writes it; helm's own unless given. */
  readonly timeout: string | undefined;
  readonly waits: boolean;
  readonly waitsForJobs: boolean;
  /** The step's own arguments. */
  readonly own: readonly string[];
}

/** A duration as Go reads it: `300s`, `1h5m`, `1.5m`. */
const duration = /^(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;

/**
 * Arguments of `helm upgrade`, in the order of the real server's. [client]
 *
 * @throws {StepProblem} when the time-out is no duration.
 */
export function helmUpgradeArguments(upgrade: HelmUpgrade): string[] {
  const { release, chart, namespace, values, resetValues, timeout, waits, waitsForJobs, own } = upgrade;
  if (timeout !== undefined && !duration.test(timeout)) {
    throw new StepProblem(`The time-out '${timeout}' is no duration such as 300s or 5m.`);
  }
  const has = (name: string) => own.some((argument) => argument === name || argument.startsWith(`${name}=`));
  return [
    'upgrade',
    '--install',
    ...(resetValues ? ['--reset-values'] : []),
    ...(timeout === undefined ? [] : ['--timeout', timeout]),
    ...values.flatMap((file) => ['--values', file]),
    ...own,
    ...(waits && waitsForJobs && !has('--wait-for-jobs') ? ['--wait-for-jobs'] : []),
    // To take an upgrade back when it fails means to wait for it.
    ...(waits && !has('--wait') && !has('--atomic') ? ['--wait'] : []),
    '--namespace',
    namespace,
    release,
    chart,
  ];
}
