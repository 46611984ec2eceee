import type { RequestProblem } from '../errors/invalid-request-error.ts';
import type { SpaceContext } from '../space/context.ts';
import { unknown } from './check.ts';
import type { FreezeOverride } from './options.ts';

/** The freezes to override that there are not, among those that are not over: with a misspelt name the real one would stay in the way. */
export async function freezeProblems(
  { api }: SpaceContext,
  override: FreezeOverride | undefined,
): Promise<RequestProblem[]> {
  if (!override || override.names.length === 0) return [];
  const { data } = await api.GET('/api/deploymentfreezes', { params: { query: { take: 1000 } } });
  const names = data.DeploymentFreezes.map(({ Name }) => Name);
  return override.names
    .filter((name) => !names.some((each) => each.toLowerCase() === name.toLowerCase()))
    .map((name) => unknown('unknown-freeze', 'no deployment freeze', name, names));
}
