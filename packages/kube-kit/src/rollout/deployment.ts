import { field, listField, textField } from '../json.ts';
import { isUnnoticed, type Judgement, progressing, type Replicas, unnoticed } from './judgement.ts';

export function judgeDeployment(deployment: unknown, replicas: Replicas): Judgement {
  const { desired, updated, available, total } = replicas;
  if (isUnnoticed(deployment)) return unnoticed;
  const condition = conditionOf(deployment, 'Progressing');
  if (field(condition, 'reason') === 'ProgressDeadlineExceeded')
    return { state: 'failed', reason: 'the rollout exceeded its progress deadline' };
  if (updated < desired) return progressing(`${updated} of ${desired} replicas are updated`);
  if (total > updated) return progressing(`${total - updated} old replicas are still there`);
  if (available < updated) return progressing(`${available} of ${updated} updated replicas are available`);
  return { state: 'complete', reason: `${available} of ${desired} replicas are available` };
}

/** A condition of any object, by its type. */
export function conditionOf(object: unknown, type: string): unknown {
  return listField(object, 'status', 'conditions').find((one) => textField(one, 'type') === type);
}
