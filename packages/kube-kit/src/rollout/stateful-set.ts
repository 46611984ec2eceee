import { field, numberField, textField } from '../json.ts';
import { isUnnoticed, type Judgement, onDelete, progressing, type Replicas, unnoticed } from './judgement.ts';

/** With a partition only the pods from that ordinal on are wanted new. */
export function judgeStatefulSet(set: unknown, { desired, updated, ready }: Replicas): Judgement {
  const strategy = field(set, 'spec', 'updateStrategy');
  if (textField(strategy, 'type') === 'OnDelete') return onDelete;
  if ((numberField(set, 'status', 'observedGeneration') ?? 0) === 0 || isUnnoticed(set)) return unnoticed;
  if (ready < desired) return progressing(`${ready} of ${desired} pods are ready`);
  const rolling = field(strategy, 'rollingUpdate');
  if (rolling === undefined || rolling === null) {
    if (textField(set, 'status', 'updateRevision') !== textField(set, 'status', 'currentRevision'))
      return progressing(`${updated} of ${desired} pods are updated`);
    return { state: 'complete', reason: `${ready} of ${desired} pods are ready` };
  }
  const partition = numberField(rolling, 'partition') ?? 0;
  const wanted = Math.max(desired - partition, 0);
  const which = partition > 0 ? 'pods of the partition' : 'pods';
  if (updated < wanted) return progressing(`${updated} of ${wanted} ${which} are updated`);
  if (partition === 0) return { state: 'complete', reason: `${ready} of ${desired} pods are ready` };
  return { state: 'complete', reason: `${updated} pods are updated, the partition ${partition} holds the others` };
}
