import { textField } from '../json.ts';
import { isUnnoticed, type Judgement, onDelete, progressing, type Replicas, unnoticed } from './judgement.ts';

export function judgeDaemonSet(set: unknown, { desired, updated, available }: Replicas): Judgement {
  if (textField(set, 'spec', 'updateStrategy', 'type') === 'OnDelete') return onDelete;
  if (isUnnoticed(set)) return unnoticed;
  if (updated < desired) return progressing(`${updated} of ${desired} pods are updated`);
  if (available < desired) return progressing(`${available} of ${desired} updated pods are available`);
  return { state: 'complete', reason: `${available} of ${desired} pods are available` };
}
