import { sleep } from '../../execution/work.ts';
import { checkHealth, type HealthFinding } from '../../machines/health.ts';
import type { Chore } from './chore.ts';
import { reachedOf, unknownTargets } from './targets.ts';

const CHECK_MS = 2_000;

/** Asks targets whether they answer; simulated ones always do. [docs for the effect] */
export const health: Chore = {
  name: 'Health',
  title: 'Check health',
  ofServer: false,
  mayQueue: true,
  problems: (world, { spaceId, args }) => unknownTargets(world, spaceId, args),
  *run({ world, task, log, part }) {
    const targets = reachedOf(world, task.SpaceId, task.Arguments ?? {});
    if (targets.length === 0) log('Warning', 'There is no enabled deployment target to check.');
    const parts = targets.map((target) => ({ target, own: part(target.Name) }));
    for (const { own } of parts) own.begin();
    if (targets.length > 0) yield* sleep(CHECK_MS);
    let warned = targets.length === 0;
    for (const { target, own } of parts) {
      const checked = checkHealth(world, target.Id);
      own.line(severity(checked), checked?.summary ?? 'The target was deleted or disabled meanwhile.');
      own.end(checked === undefined ? 'Skipped' : checked.status === 'Healthy' ? 'Success' : 'SuccessWithWarning');
      warned ||= checked !== undefined && checked.status !== 'Healthy';
    }
    return { ok: true, warning: warned };
  },
};

function severity(checked: HealthFinding | undefined): 'Info' | 'Warning' | 'Error' {
  if (checked === undefined || checked.status === 'Healthy') return 'Info';
  return checked.status === 'HasWarnings' ? 'Warning' : 'Error';
}
