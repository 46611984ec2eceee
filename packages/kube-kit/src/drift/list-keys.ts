import { type FieldPath, fieldNames } from './field-path.ts';

/** By what the items of a list are told apart; their order, and what others add, does not matter then. */
const keysOfLists: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  secrets: ['name'],
  webhooks: ['name'],
  versions: ['name'],
  ownerReferences: ['uid'],
};

/** What a key is when an item does not say it: what the API server would write there. */
const usualKeys: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** The keys of the list at a path; undefined: its items are told apart by their place. */
export function keysOfList(path: FieldPath, items: readonly unknown[]): readonly string[] | undefined {
  const name = fieldNames(path).at(-1) ?? '';
  const keys = name === 'ports' ? portKeys(items) : keysOfLists[name];
  const isKeyed = keys && items.every((item) => keys.every((key) => keyOf(item, key) !== undefined));
  return isKeyed ? keys : undefined;
}

/** The value of a key of an item. */
export function keyOf(item: unknown, key: string): unknown {
  const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, key) : undefined;
  return value === undefined || value === '' ? usualKeys[key] : value;
}

/** Lists that are sets: only what is missing from them matters, and others may add to them. */
export function isSet(path: FieldPath): boolean {
  const name = fieldNames(path).at(-1) ?? '';
  return name === 'finalizers' || name === 'tolerations';
}

/** Ports of containers, or of Services. */
function portKeys(items: readonly unknown[]): readonly string[] {
  const isOfContainer = items.some((item) => keyOf(item, 'containerPort') !== undefined);
  return [isOfContainer ? 'containerPort' : 'port', 'protocol'];
}
