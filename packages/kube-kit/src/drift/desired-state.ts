import { type Abortable, type Api, objectPath } from '../connect/api.ts';
import { textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { releaseSecretType, revisionLabels, unpackRevision } from './helm-release.ts';

/** What a cluster is compared with: a manifest, or what helm last deployed as a release. */
export type DesiredState = { namespace: string } & (
  | { manifest: string }
  | {
      release: string;
      /** The one that is deployed by default. */
      revision?: number;
    }
);

/** The manifest of a desired state; of a helm release it is read from the release's Secret. */
export async function manifestOf(
  api: Api,
  options: { desired: DesiredState } & Abortable,
): Promise<KubeResult<{ manifest: string; revision?: number }>> {
  const { desired, ...rest } = options;
  if ('manifest' in desired) return { ok: true, value: { manifest: desired.manifest } };
  const { namespace, release, revision } = desired;
  const what = `helm release ${namespace}/${release}`;
  const query = `labelSelector=${encodeURIComponent(`owner=helm,name=${release}`)}`;
  const path = `${objectPath({ apiVersion: 'v1', plural: 'secrets', namespace })}?${query}`;
  const found = await api.list({ path, what, ...rest });
  if (!found.ok) return found;
  const secrets = found.value
    .filter((secret) => textField(secret, 'type') === releaseSecretType)
    .map((secret) => ({ secret, ...revisionLabels(secret) }))
    .toSorted((one, other) => other.revision - one.revision);
  const chosen = secrets.find((one) => (revision === undefined ? one.state === 'deployed' : one.revision === revision));
  if (!chosen) return { ok: false, problem: noRevision({ what, revision, states: secrets }) };
  const unpacked = await unpackRevision(chosen.secret);
  if (unpacked) return { ok: true, value: { manifest: unpacked.manifest, revision: unpacked.revision } };
  const message = `${what}: the Secret of revision ${chosen.revision} holds no release`;
  return { ok: false, problem: { code: 'unexpected-answer', message } };
}

function noRevision(options: {
  what: string;
  revision: number | undefined;
  states: readonly { revision: number; state: string }[];
}): KubeProblem {
  const { what, revision, states } = options;
  const code = 'not-found';
  if (states.length === 0) return { code, message: `${what} does not exist` };
  const wanted = revision === undefined ? 'no deployed revision' : `no revision ${revision}`;
  const has = states.map((one) => `${one.revision} is ${one.state}`).join(', ');
  return { code, message: `${what} has ${wanted}`, hint: `its revisions: ${has}` };
}
