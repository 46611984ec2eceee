import { type Abortable, type Api, objectPath } from '../connect/api.ts';
import { field, listField, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { type DesiredState, manifestOf } from './desired-state.ts';
import { driftOf, type FieldDrift } from './drift.ts';
import { type DesiredObject, objectsOfManifest } from './manifest.ts';

/** One object of the desired state beside the live one. */
export interface ObjectDrift {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** `unknown`: it cannot be read; the problem says why. */
  readonly state: 'same' | 'drifted' | 'missing' | 'unknown';
  readonly fields: readonly FieldDrift[];
  readonly problem?: KubeProblem;
}

/** A desired state beside a cluster. */
export interface DriftReport {
  /** Whether every object is there and as it was set. */
  readonly same: boolean;
  /** The revision of the helm release that it was compared with. */
  readonly revision?: number;
  /** In the order of the manifest. */
  readonly objects: readonly ObjectDrift[];
}

/** From so many objects of a kind in a namespace on, one list is read instead of each. */
const listFrom = 8;

interface Place {
  readonly apiVersion: string;
  readonly plural: string;
  readonly namespace: string | undefined;
  readonly wanted: readonly DesiredObject[];
}

/** Compares a manifest or a helm release with what is live. Changes nothing. */
export async function readDrift(
  api: Api,
  options: { desired: DesiredState } & Abortable,
): Promise<KubeResult<DriftReport>> {
  const { desired, ...rest } = options;
  const manifest = await manifestOf(api, options);
  if (!manifest.ok) return manifest;
  const objects = objectsOfManifest(manifest.value.manifest);
  if (!objects.ok) return objects;
  const kinds = await readKinds(api, { objects: objects.value, ...rest });
  if (!kinds.ok) return kinds;

  const drifts = new Map<DesiredObject, ObjectDrift>();
  const places = new Map<string, Place>();
  for (const one of objects.value) {
    const known = kinds.value.get(`${one.apiVersion} ${one.kind}`);
    if (!known) {
      const message = `the cluster knows no ${one.kind} of ${one.apiVersion}`;
      drifts.set(one, {
        ...named(one, one.namespace),
        state: 'missing',
        fields: [],
        problem: { code: 'not-found', message },
      });
      continue;
    }
    const namespace = known.namespaced ? (one.namespace ?? desired.namespace) : undefined;
    const key = `${one.apiVersion} ${known.plural} ${namespace ?? ''}`;
    const place = places.get(key);
    const { apiVersion } = one;
    places.set(key, { apiVersion, plural: known.plural, namespace, wanted: [...(place?.wanted ?? []), one] });
  }
  const compared = await Promise.all([...places.values()].map((place) => comparePlace(api, { place, ...rest })));
  for (const [one, drift] of compared.flat()) drifts.set(one, drift);
  const found = objects.value.flatMap((one) => drifts.get(one) ?? []);
  const { revision } = manifest.value;
  return {
    ok: true,
    value: {
      same: found.every(({ state }) => state === 'same'),
      ...(revision === undefined ? {} : { revision }),
      objects: found,
    },
  };
}

async function comparePlace(
  api: Api,
  options: { place: Place } & Abortable,
): Promise<readonly (readonly [DesiredObject, ObjectDrift])[]> {
  const { place, ...rest } = options;
  const { wanted, namespace } = place;
  const list =
    wanted.length >= listFrom ? await api.list({ path: objectPath(place), what: place.plural, ...rest }) : undefined;
  const byName = list?.ok ? new Map(list.value.map((live) => [textField(live, 'metadata', 'name'), live])) : undefined;
  // An object that may not be listed may still be read.
  return Promise.all(
    wanted.map(async (one) => {
      const name = named(one, namespace);
      const path = objectPath({ ...place, name: one.name });
      const live = byName
        ? { ok: true as const, value: byName.get(one.name) }
        : await api.get({ path, what: `${one.kind} ${one.name}`, ...rest });
      return [one, objectDrift({ one, name, live })] as const;
    }),
  );
}

function objectDrift(options: {
  one: DesiredObject;
  name: ReturnType<typeof named>;
  live: KubeResult<unknown>;
}): ObjectDrift {
  const { one, name, live } = options;
  if (!live.ok && live.problem.code !== 'not-found')
    return { ...name, state: 'unknown', fields: [], problem: live.problem };
  if (!live.ok || live.value === undefined) return { ...name, state: 'missing', fields: [] };
  const fields = driftOf(one.object, live.value);
  return { ...name, state: fields.length === 0 ? 'same' : 'drifted', fields };
}

function named({ apiVersion, kind, name }: DesiredObject, namespace: string | undefined) {
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

interface KnownKind {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** What the cluster calls the kinds of the manifest, one look per group and version. */
async function readKinds(
  api: Api,
  options: { objects: readonly DesiredObject[] } & Abortable,
): Promise<KubeResult<ReadonlyMap<string, KnownKind>>> {
  const { objects, ...rest } = options;
  const versions = [...new Set(objects.map(({ apiVersion }) => apiVersion))];
  const known = new Map<string, KnownKind>();
  const asked = await Promise.all(
    versions.map(async (apiVersion) => {
      const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      return { apiVersion, found: await api.get({ path, what: `kinds of ${apiVersion}`, ...rest }) };
    }),
  );
  for (const { apiVersion, found } of asked) {
    if (!found.ok && found.problem.code !== 'not-found') return found;
    for (const resource of found.ok ? listField(found.value, 'resources') : []) {
      const plural = textField(resource, 'name');
      if (plural.includes('/')) continue;
      const namespaced = field(resource, 'namespaced') === true;
      known.set(`${apiVersion} ${textField(resource, 'kind')}`, { plural, namespaced });
    }
  }
  return { ok: true, value: known };
}
