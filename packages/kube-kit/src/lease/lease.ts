import { field, numberField, textField } from '../json.ts';

/** How long a lease holds after it was renewed last, in seconds; it is renewed three times as often. */
export const leaseSeconds = 45;

/** A lease to be taken, or why not. */
export type LeaseVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly by: string; readonly since: string };

/**
 * Whether a lease may be taken: there is none, nobody holds it, or whoever did has not renewed it in time. That is told by
 * the clocks of both machines, which have to agree to within seconds.
 */
export function judgeLease(lease: unknown, now: Date): LeaseVerdict {
  const by = textField(lease, 'spec', 'holderIdentity');
  const renewed = Date.parse(textField(lease, 'spec', 'renewTime'));
  const seconds = numberField(lease, 'spec', 'leaseDurationSeconds') ?? leaseSeconds;
  if (by === '' || Number.isNaN(renewed) || renewed + seconds * 1000 < now.getTime()) return { kind: 'free' };
  return { kind: 'held', by, since: textField(lease, 'spec', 'acquireTime') };
}

/** The lease as its new holder writes it: over the one that was read, so that a write in between is a conflict. */
export function takenLease(options: { before: unknown; name: string; holder: string; now: Date }): object {
  const { before, name, holder, now } = options;
  const resourceVersion = textField(before, 'metadata', 'resourceVersion');
  const time = microTime(now);
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, ...(resourceVersion === '' ? {} : { resourceVersion }) },
    spec: { holderIdentity: holder, leaseDurationSeconds: leaseSeconds, acquireTime: time, renewTime: time },
  };
}

/** The same lease, renewed. */
export function renewedLease(lease: unknown, now: Date): object {
  const spec = { ...Object(field(lease, 'spec')), renewTime: microTime(now) };
  return { ...Object(lease), spec };
}

function microTime(now: Date): string {
  return now.toISOString().replace('Z', '000Z');
}
