import type { ChannelDocument } from '../channels/state.ts';
import { refuseIfAny } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import { makeRelease } from './make-release.ts';
import { planRelease } from './plan-release.ts';
import { sourceOf } from './source.ts';
import type { ReleaseDocument } from './state.ts';

/** Makes the release that comes next in a channel, with the latest packages and, of a project in git, from its default branch. [docs] Throws the 400. */
export async function makeNextRelease(
  world: World,
  { project, channel }: { project: ProjectDocument; channel: ChannelDocument },
  caller: Caller,
): Promise<ReleaseDocument> {
  const settings = project.PersistenceSettings;
  const gitRef = settings.Type === 'VersionControlled' ? settings.DefaultBranch : null;
  const source = sourceOf(world, project, { gitRef, gitCommit: null });
  const steps = source.process.Steps;
  refuseIfAny(steps.length === 0 ? [`The deployment process of '${project.Name}' has no steps.`] : []);
  const plan = planRelease(world, {
    project,
    channel,
    steps,
    version: undefined,
    wish: { selected: [], wanted: [], version: null, preRelease: null, latest: true },
    ignoreRules: false,
    gitRef: source.reference?.GitRef ?? null,
  });
  return makeRelease(
    world,
    { project, source, plan, notes: null, refs: [], ignoreChannelRules: false, customFields: {} },
    caller,
  );
}
