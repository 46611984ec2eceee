import { canonicalQuantity } from '../quantity/quantity.ts';
import { type FieldPath, fieldNames } from './field-path.ts';
import { isSet, keyOf, keysOfList } from './list-keys.ts';

/** A field that is not as it was set. */
export interface Difference {
  readonly path: FieldPath;
  /** `missing`: it is not there at all. */
  readonly kind: 'changed' | 'missing';
  readonly desired: unknown;
  readonly live: unknown;
}

/** What may decide that a field that was set to nothing was filled in by the server, and by nobody else. */
type FilledByServer = (path: FieldPath) => boolean;

/**
 * Where a live value differs from what was set. Only what was set is looked at: whatever a server adds (defaults, what
 * controllers write) is no difference, and neither is another way to write the same (quantities, order of named items,
 * an empty value that is left out).
 */
export function differences(options: {
  desired: unknown;
  live: unknown;
  path: FieldPath;
  filledByServer: FilledByServer;
}): readonly Difference[] {
  const { desired, live, path, filledByServer } = options;
  if (desired === null || desired === undefined) return [];
  if (live === undefined || live === null) return isNothing(desired) ? [] : [{ path, kind: 'missing', desired, live }];
  if (Array.isArray(desired))
    return Array.isArray(live) ? listDifferences({ ...options, desired, live }) : changed(options);
  if (typeof desired === 'object') {
    if (typeof live !== 'object' || Array.isArray(live)) return changed(options);
    return Object.entries(desired).flatMap(([key, value]) =>
      differences({ desired: value, live: Reflect.get(live, key), path: [...path, { field: key }], filledByServer }),
    );
  }
  if (isSame(path, desired, live)) return [];
  return asksServer(path, desired) && filledByServer(path) ? [] : changed(options);
}

/** Numbers that the API server fills in when they are 0; elsewhere 0 means none. Empty texts mean nothing anywhere. */
const filledNumbers = new Set([
  ...['periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold'],
  ...['nodePort', 'healthCheckNodePort', 'hostPort', 'targetPort'],
]);

function asksServer(path: FieldPath, desired: unknown): boolean {
  return desired === '' || (desired === 0 && filledNumbers.has(fieldNames(path).at(-1) ?? ''));
}

function changed({ desired, live, path }: { desired: unknown; live: unknown; path: FieldPath }): readonly Difference[] {
  return [{ path, kind: 'changed', desired, live }];
}

function listDifferences(options: {
  desired: readonly unknown[];
  live: readonly unknown[];
  path: FieldPath;
  filledByServer: FilledByServer;
}): readonly Difference[] {
  const { desired, live, path, filledByServer } = options;
  const keys = keysOfList(path, desired);
  if (keys) {
    const left = [...live];
    return desired.flatMap((item) => {
      const at = left.findIndex((one) => keys.every((key) => keyOf(one, key) === keyOf(item, key)));
      // Each item stands for one: a name that is there twice is looked for twice.
      const [found] = at < 0 ? [] : left.splice(at, 1);
      const step = { keys: Object.fromEntries(keys.map((key) => [key, keyOf(item, key)])) };
      return differences({ desired: item, live: found, path: [...path, step], filledByServer });
    });
  }
  const compareAt = (item: unknown, other: unknown, index: number) =>
    differences({ desired: item, live: other, path: [...path, { index }], filledByServer });
  if (isSet(path)) {
    return desired.flatMap((item, index) =>
      live.some((one) => compareAt(item, one, index).length === 0)
        ? []
        : [{ path: [...path, { index }], kind: 'missing' as const, desired: item, live: undefined }],
    );
  }
  if (desired.length !== live.length) return changed(options);
  return desired.flatMap((item, index) => compareAt(item, live[index], index));
}

/** What a server may leave out because it says nothing. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return true;
  if (typeof value !== 'object') return false;
  return Object.values(value).every(isNothing);
}

const amounts = new Set([
  ...['requests', 'limits', 'hard', 'capacity', 'overhead', 'min', 'max'],
  ...['default', 'defaultRequest', 'maxLimitRequestRatio'],
]);
const amount = new Set(['sizeLimit', 'averageValue', 'divisor', 'value', 'targetAverageValue']);
const textMaps = new Set(['env', 'labels', 'annotations', 'matchLabels', 'nodeSelector']);

function isSame(path: FieldPath, desired: unknown, live: unknown): boolean {
  if (desired === live) return true;
  const names = fieldNames(path);
  const [parent = '', name = ''] = names.slice(-2);
  // These are texts, whatever they look like.
  if (names[0] === 'data' || textMaps.has(parent)) return false;
  if (!amounts.has(parent) && !amount.has(name)) return false;
  const one = canonicalQuantity(desired);
  return one !== undefined && one === canonicalQuantity(live);
}
