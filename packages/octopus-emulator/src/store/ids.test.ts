import { describe, expect, it } from 'vitest';
import { orderOfId } from './ids.ts';

describe('documents are ordered', () => {
  it.each([
    ['Deployments-9', 'Deployments-10'],
    ['ServerTasks-9/12', 'ServerTasks-10/0'],
    ['ServerTasks-9/2', 'ServerTasks-9/12'],
  ])('%s before %s', (first, second) => expect(orderOfId(first)).toBeLessThan(orderOfId(second)));

  it.each(['DeploymentProcess-Projects-1-s-3-ABCDE', 'Installation', 'ServerTasks-1/99999', 'X-12345678901', ''])(
    "'%s' somewhere, always at the same place",
    (id) => {
      expect(Number.isSafeInteger(orderOfId(id))).toBe(true);
      expect(orderOfId(id)).toBe(orderOfId(id));
    },
  );
});
