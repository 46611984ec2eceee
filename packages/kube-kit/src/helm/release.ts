import { listField, numberField, textField } from '../json.ts';

/** The states of a release, as helm names them [docs]. */
export const releaseStates = [
  'unknown',
  'deployed',
  'uninstalled',
  'superseded',
  'failed',
  'uninstalling',
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
] as const;

export type ReleaseState = (typeof releaseStates)[number];

/** One revision of a release. */
export interface ReleaseRevision {
  readonly release: string;
  readonly namespace: string;
  readonly revision: number;
  readonly state: ReleaseState;
  /** When it was deployed last, ISO 8601. */
  readonly updated: string;
  /** Name and version of the chart, such as `web-0.1.0`; empty where helm does not say it. */
  readonly chart: string;
  /** Version of what the chart deploys; empty where helm does not say it. */
  readonly appVersion: string;
  /** What helm says of it, such as `Upgrade complete`; empty where helm does not say it. */
  readonly description: string;
}

/**
 * Whether an operation on the release is under way, or was cut off: helm refuses any other until the state is another
 * one [client]. The state does not say which of both.
 */
export function isPending(state: ReleaseState): boolean {
  return state.startsWith('pending-');
}

/** A revision from what `upgrade`, `status` or `install` print as JSON. */
export function revisionFromRelease(release: unknown): ReleaseRevision {
  const name = textField(release, 'chart', 'metadata', 'name');
  const version = textField(release, 'chart', 'metadata', 'version');
  return {
    release: textField(release, 'name'),
    namespace: textField(release, 'namespace'),
    revision: numberField(release, 'version') ?? 0,
    state: stateOf(textField(release, 'info', 'status')),
    updated: textField(release, 'info', 'last_deployed'),
    chart: name === '' ? '' : `${name}-${version}`,
    appVersion: textField(release, 'chart', 'metadata', 'appVersion'),
    description: textField(release, 'info', 'description'),
  };
}

/** Revisions from what `list` and `history` print as JSON; `known` is what a line does not say of itself. */
export function revisionsFromLines(
  lines: unknown,
  known: { readonly release?: string; readonly namespace?: string } = {},
): readonly ReleaseRevision[] {
  return listField({ lines }, 'lines').map((line) => ({
    release: textField(line, 'name') || (known.release ?? ''),
    namespace: textField(line, 'namespace') || (known.namespace ?? ''),
    // A text in `list`, a number in `history`.
    revision: numberField(line, 'revision') ?? Number(textField(line, 'revision')),
    state: stateOf(textField(line, 'status')),
    updated: textField(line, 'updated'),
    chart: textField(line, 'chart'),
    appVersion: textField(line, 'app_version'),
    description: textField(line, 'description'),
  }));
}

function stateOf(text: string): ReleaseState {
  return releaseStates.find((state) => state === text) ?? 'unknown';
}
