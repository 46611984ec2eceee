import { sameName } from '../http/names.ts';
import { badRequest } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { World } from '../world.ts';
import type { FreezeOverride } from './state.ts';

/**
 * The override that a command asks for; undefined when it names no freeze. It needs a reason and the permission to
 * administer freezes. [docs] A name of no freeze is refused. [guess]
 */
export function overrideOf(
  world: Pick<World, 'store'>,
  caller: Caller,
  asked: { readonly freezes: readonly string[]; readonly reason: string | null; readonly spaceId: string },
): FreezeOverride | undefined {
  if (asked.freezes.length === 0) return undefined;
  caller.requirePermission('DeploymentFreezeAdminister', { spaceId: asked.spaceId });
  const all = world.store.all('DeploymentFreezes');
  const found = asked.freezes.map((named) => ({
    named,
    freeze: all.find(({ Id, Name }) => sameName(Name, named) || sameName(Id, named)),
  }));
  const problems = found
    .filter(({ freeze }) => freeze === undefined)
    .map(({ named }) => `The deployment freeze '${named}' does not exist.`);
  const reason = asked.reason?.trim() ?? '';
  if (reason === '') problems.push('Overriding a deployment freeze needs a reason: DeploymentFreezeOverrideReason.');
  if (problems.length > 0) throw badRequest(problems);
  return { FreezeIds: found.flatMap(({ freeze }) => freeze?.Id ?? []), Reason: reason };
}
