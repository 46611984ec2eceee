import { z } from 'zod';
import { feedOf } from '../feeds/built-in.ts';
import { feedKinds, feedTypeOf } from '../feeds/types.ts';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { ids, requiredText, text } from '../http/fields.ts';
import { sameName } from '../http/names.ts';
import { validated } from '../http/validate.ts';
import { packageNeeds } from '../releases/package-needs.ts';
import { inRange, type Notation } from '../versions/ranges.ts';
import { matchesTag, readPattern } from '../versions/rules.ts';

const testSchema = z.object({
  Version: requiredText('a version'),
  VersionRange: text(),
  PreReleaseTag: text(),
  FeedId: text(),
  FeedType: text(),
  ProjectId: text(),
  Actions: ids(),
});

type RuleTest = z.output<typeof testSchema>;

/** Whether a version keeps a rule that nobody has written down yet. */
export function registerRuleTestRoutes(api: Api): void {
  api.space('POST', '/channels/rule-test', (context) => test(context, validated(testSchema, context.body)));
  api.space('GET', '/channels/rule-test', (context) => {
    const { query } = context;
    const asked = {
      Version: query.text('version'),
      VersionRange: query.text('versionRange'),
      PreReleaseTag: query.text('preReleaseTag'),
      FeedId: query.text('feedId'),
      FeedType: query.text('feedType'),
      ProjectId: query.text('projectId'),
      Actions: query.list('actions'),
    };
    return test(context, validated(testSchema, asked));
  });
}

/** A rule that cannot be read is satisfied by nothing, and told as an error. */
function test(context: RouteContext, asked: RuleTest): Reply {
  const { caller, space } = context;
  caller.requirePermission('ProcessView', { spaceId: space.Id, projectId: asked.ProjectId ?? undefined });
  const within = inRange(asked.Version, asked.VersionRange ?? '', notationFor(context, asked));
  const pattern = asked.PreReleaseTag ?? '';
  const isPattern = pattern === '' || readPattern(pattern) !== undefined;
  return ok({
    SatisfiesVersionRange: within ?? false,
    SatisfiesPreReleaseTag: isPattern && matchesTag(asked.Version, pattern),
    Errors: [
      ...(within === undefined ? [`'${asked.VersionRange}' is not a version range.`] : []),
      ...(isPattern ? [] : [`'${pattern}' is not a regular expression.`]),
    ],
  });
}

/** That of the named feed or type, else of the first package of the named actions. */
function notationFor({ world, space }: RouteContext, { FeedId, FeedType, ProjectId, Actions }: RuleTest): Notation {
  const type = feedTypeOf(FeedType ?? '');
  if (type !== undefined) return feedKinds[type].versions;
  const process = world.store
    .all('DeploymentProcesses')
    .find((candidate) => candidate.SpaceId === space.Id && candidate.ProjectId === ProjectId);
  const need = packageNeeds(process?.Steps ?? []).find(({ action }) =>
    Actions.some((name) => sameName(name, action.Name) || sameName(name, action.Id)),
  );
  const feed = feedOf(world.store, space.Id, FeedId ?? need?.reference.FeedId ?? '');
  return feed === undefined ? 'NuGet' : feedKinds[feed.FeedType].versions;
}
