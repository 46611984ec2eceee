import { sleep } from '../execution/work.ts';
import type { Chore } from '../tasks/chores/chore.ts';
import { applyReleaseRetention } from './releases.ts';
import { applyRunRetention } from './runs.ts';

const WORK_MS = 1_000;

/** Removes releases and runs that no policy keeps, of one space or all. Targets keep no files here. [docs] */
export const retention: Chore = {
  name: 'Retention',
  title: 'Apply retention policies',
  ofServer: true,
  mayQueue: true,
  *run({ world, task, log }) {
    yield* sleep(WORK_MS);
    const isMeant = ({ SpaceId }: { readonly SpaceId: string }) => task.SpaceId === null || SpaceId === task.SpaceId;
    for (const project of world.store.all('Projects').filter(isMeant)) {
      const versions = applyReleaseRetention(world, project);
      if (versions.length > 0) log('Info', `${project.Name}: deleted the releases ${versions.join(', ')}`);
    }
    for (const runbook of world.store.all('Runbooks').filter(isMeant)) {
      const count = applyRunRetention(world, runbook);
      if (count > 0) log('Info', `${runbook.Name}: deleted ${count} runs`);
    }
    log('Info', 'simulated: targets keep no files, so there is nothing to delete on them');
    return { ok: true };
  },
};
