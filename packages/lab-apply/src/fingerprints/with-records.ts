import type { LabPlan, PlannedWrite } from '../diff/diff.ts';
import { wantedFields } from '../diff/differences.ts';
import { compareFields, isHidden } from '../fields/fields.ts';
import { type Item, keyOf } from '../kinds/item.ts';
import { createRegistry } from '../read/registry.ts';
import { type Fingerprints, fingerprintSetItem, fingerprintsItem } from './fingerprint-set.ts';
import type { KnownSecret, SpaceSecrets } from './judge-secrets.ts';

/** A plan with what it takes to record the secrets that it writes: at most one write for each space, behind all others. */
export function withRecords(plan: LabPlan): LabPlan {
  const writes = plan.writes.filter(({ isRecord }) => isRecord !== true);
  const planned = new Map(writes.map((write) => [keyOf(write.change), write]));
  const records = (plan.secrets?.spaces ?? []).flatMap((space) => recordsOf(plan, space, planned));
  return { ...plan, writes: [...writes, ...records] };
}

function recordsOf(
  plan: LabPlan,
  { space, recorded, secrets }: SpaceSecrets,
  planned: ReadonlyMap<string, PlannedWrite>,
): readonly PlannedWrite[] {
  const wanted: Record<string, string> = {};
  for (const secret of secrets) {
    const { name, fingerprint } = secret;
    const isSent = fingerprint !== undefined && sends(planned.get(keyOf(secret.address)), secret, plan.rewriteSecrets);
    const kept = isSent ? fingerprint : recorded[name];
    if (kept !== undefined) wanted[name] = kept;
  }
  if (isSame(wanted, recorded)) return [];
  return [fingerprintSetItem(space), fingerprintsItem(space, wanted)].flatMap((item) => recordOf(plan, item));
}

/** Whether carrying a write out sends a secret. */
function sends(write: PlannedWrite | undefined, { field, reference }: KnownSecret, rewriteSecrets: boolean): boolean {
  if (write === undefined) return false;
  if (rewriteSecrets || write.change.action === 'create') return true;
  const text = JSON.stringify(reference);
  if (write.rewrites?.some((one) => JSON.stringify(one) === text)) return true;
  // The server has no secret there yet.
  return write.change.fields.some((one) => one.field === field && isHidden(one.after) && !isHidden(one.before));
}

function recordOf({ observed }: LabPlan, item: Item): readonly PlannedWrite[] {
  const { nameOf } = createRegistry(observed.ids);
  const found = observed.found.find(({ address }) => keyOf(address) === keyOf(item.address));
  const { fields: after, body } = wantedFields(item);
  const before = found === undefined ? {} : item.fields(found.document, nameOf, body);
  const fields = compareFields(before, after);
  if (fields.length === 0) return [];
  if (found === undefined) return [{ change: { ...item.address, action: 'create', fields }, item, isRecord: true }];
  return [{ change: { ...item.address, action: 'update', fields }, item, stored: found.document, isRecord: true }];
}

function isSame(left: Fingerprints, right: Fingerprints): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}
