import type { ChannelDocument } from '../channels/state.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import type { ReleasePlan } from './plan-release.ts';

/**
 * The best of a project's channels for a release, when none is named: the only one that takes it, else the default one
 * if it does [client]. What speaks against the default channel is told when none takes it.
 */
export function chooseChannel(
  channels: readonly ChannelDocument[],
  planFor: (channel: ChannelDocument) => ReleasePlan,
): ReleasePlan {
  const ordered = [...channels].sort((a, b) => Number(b.IsDefault) - Number(a.IsDefault));
  const plans = ordered.map(planFor);
  const fitting = plans.filter(({ unresolved, broken }) => unresolved.length + broken.length === 0);
  const [best, ...more] = fitting;
  if (best !== undefined && (more.length === 0 || best.channel.IsDefault)) return best;
  if (best !== undefined) {
    const names = fitting.map(({ channel }) => `'${channel.Name}'`).join(', ');
    throw badRequest([`Several channels take this release, ${names}: name one.`]);
  }
  const [first] = plans;
  if (first === undefined) throw badRequest(['The project has no channel.']);
  refuseIfAny(plans.length === 1 || first.unresolved.length > 0 ? [...first.unresolved, ...first.broken] : []);
  throw badRequest([`No channel takes version ${first.version}.`, ...plans.flatMap(({ broken }) => broken)]);
}
