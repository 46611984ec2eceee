import { field, textField } from '../json.ts';
import { type Difference, differences } from './compare.ts';
import { type FieldPath, fieldNames, pathText } from './field-path.ts';
import { type FieldWriter, lastWriterOf, managerKey, ownersOf } from './managed-fields.ts';

/** A field that is not as it was set, and who is to be asked about it. */
export interface FieldDrift {
  /** `spec.template.spec.containers[name=api].image` */
  readonly path: string;
  /** `missing`: it is not there at all. */
  readonly kind: 'changed' | 'missing';
  /** What was set. Of a Secret never its values. */
  readonly desired: unknown;
  readonly live: unknown;
  readonly by?: FieldWriter;
}

/**
 * Where a live object differs from what was applied. Only fields that were set count, so an object that a server just
 * took and completed never differs. Status and what the server keeps for itself in the metadata are not looked at, nor
 * is a number of replicas that an autoscaler has set.
 */
export function driftOf(desired: unknown, live: unknown): readonly FieldDrift[] {
  const wanted = comparable(desired);
  const actual = comparable(live);
  const applier = memo(() => applierOf(wanted, live));
  const filledByServer = (path: FieldPath) => ownersOf(live, path).every((owner) => managerKey(owner) === applier());
  const isSecret = textField(live, 'kind') === 'Secret' || textField(desired, 'kind') === 'Secret';
  const found = differences({ desired: wanted, live: actual, path: [], filledByServer });
  return found
    .filter((one) => !isAutoscaled(one, live))
    .map((difference) => {
      const [owner] = difference.kind === 'missing' ? [] : ownersOf(live, difference.path);
      const by = owner ?? lastWriterOf(live);
      return {
        ...(isSecret ? masked(difference) : difference),
        path: pathText(difference.path),
        ...(by === undefined ? {} : { by }),
      };
    });
}

/** Whether a number of replicas was set by an autoscaler, whose business it is: within its bounds, which are an object of their own. */
function isAutoscaled({ path }: Difference, live: unknown): boolean {
  if (pathText(path) !== 'spec.replicas') return false;
  const [owner] = ownersOf(live, path);
  // A HorizontalPodAutoscaler is worked for by the controller manager, through the scale of the workload. [client]
  return owner?.manager === 'kube-controller-manager' && owner.subresource === 'scale';
}

/** The parts of an object that somebody sets. */
function comparable(object: unknown): Readonly<Record<string, unknown>> {
  const { apiVersion, kind, metadata, status, ...rest } = Object(object) as Record<string, unknown>;
  const kept = {
    ...rest,
    metadata: { labels: field(metadata, 'labels'), annotations: field(metadata, 'annotations') },
  };
  if (kind === 'Secret') return { ...kept, data: secretData(object), stringData: undefined };
  // The rules of an aggregated role are the controller's.
  if (field(object, 'aggregationRule') !== undefined && field(object, 'aggregationRule') !== null)
    return { ...kept, rules: undefined };
  return kept;
}

/** Texts of a Secret become data, and base64 may have been broken into lines. */
function secretData(object: unknown): Readonly<Record<string, unknown>> {
  const data = Object.entries(Object(field(object, 'data'))).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(/\s/g, '') : value,
  ]);
  const texts = Object.entries(Object(field(object, 'stringData'))).map(([name, value]) => [
    name,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return Object.fromEntries([...data, ...texts]);
}

function masked(difference: Difference): Difference {
  if (fieldNames(difference.path)[0] !== 'data') return difference;
  const isGone = difference.live === undefined || difference.live === null;
  return { ...difference, desired: '(secret)', live: isGone ? undefined : '(secret)' };
}

/** The manager that owns most of what was set: it applied the object. */
function applierOf(wanted: unknown, live: unknown): string | undefined {
  const counts = new Map<string, number>();
  for (const path of leaves(wanted, [])) {
    for (const owner of ownersOf(live, path)) {
      const key = managerKey(owner);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

/** Fields down to the first list: enough to see who set them. */
function leaves(value: unknown, path: FieldPath): readonly FieldPath[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, inside]) => leaves(inside, [...path, { field: key }]));
}

function memo<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
