import { sleep } from '../../execution/work.ts';
import { completeHealthCheck } from '../../machines/health.ts';
import type { Chore } from './chore.ts';
import { targetsOf, unknownTargets } from './targets.ts';

const CHECK_MS = 2_000;

/** Asks targets whether they answer; simulated ones always do. [docs for the effect] */
export const health: Chore = {
  name: 'Health',
  title: 'Check health',
  ofServer: false,
  mayQueue: true,
  problems: (world, { spaceId, args }) => unknownTargets(world, spaceId, args),
  *run({ world, task, log, part }) {
    const targets = targetsOf(world, task.SpaceId, task.Arguments ?? {});
    if (targets.length === 0) log('Warning', 'There is no enabled deployment target to check.');
    const parts = targets.map((target) => ({ target, own: part(target.Name) }));
    for (const { own } of parts) own.begin();
    if (targets.length > 0) yield* sleep(CHECK_MS);
    for (const { target, own } of parts) {
      const checked = completeHealthCheck(world, target.Id);
      own.line('Info', checked === undefined ? 'The target was deleted meanwhile.' : `${target.Name} is healthy.`);
      own.end(checked === undefined ? 'Skipped' : 'Success');
    }
    return { ok: true, warning: targets.length === 0 };
  },
};
