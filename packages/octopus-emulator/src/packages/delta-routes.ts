import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { sameName } from '../http/names.ts';
import { badRequest, notFound } from '../http/problem.ts';
import { comparerOf } from '../versions/ranges.ts';
import { applyDelta, signatureOf } from './octodiff.ts';
import { builtInNotation, packageOf } from './push.ts';
import { pushReply, sentFile } from './push-reply.ts';
import type { PackageDocument } from './state.ts';

/** Pushing only what differs from an older version. [client] */
export function registerDeltaRoutes(api: Api): void {
  api.space('GET', '/packages/:packageId/:version/delta-signature', signature);
  api.space('POST', '/packages/:packageId/:version/delta', pushDelta, 'file');
}

/** The signature of the version before the asked one, or 404 when there is none. [client; which version is a guess] */
function signature(context: RouteContext): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('BuiltInFeedPush', { spaceId: space.Id });
  const [packageId, version] = [param(context, 'packageId'), param(context, 'version')];
  const compare = comparerOf(builtInNotation);
  const pushed = world.store.newest('Packages', {
    group: ({ SpaceId, PackageId }) => SpaceId === space.Id && sameName(PackageId, packageId),
  });
  const others = [...pushed.slice(0, pushed.length)].sort((a, b) => compare(b.Version, a.Version));
  const base = others.find((other) => compare(other.Version, version) < 0) ?? others[0];
  if (base === undefined) throw notFound('package', `${packageId} before ${version}`);
  return ok({ Signature: signatureOf(contentOf(context, base)).toString('base64'), BaseVersion: base.Version });
}

function pushDelta(context: RouteContext): Reply {
  const { world, space } = context;
  const [packageId, version] = [param(context, 'packageId'), param(context, 'version')];
  const base = packageOf(world, { spaceId: space.Id, packageId, version });
  if (base === undefined) throw notFound('package', `${packageId} ${version}`);
  const { name, bytes } = sentFile(context);
  const file = applyDelta(contentOf(context, base), bytes);
  if (file === undefined) throw badRequest([`The delta does not fit ${base.PackageId} ${base.Version}.`]);
  return pushReply(context, { name, bytes: file });
}

function contentOf({ world }: RouteContext, document: PackageDocument): Buffer {
  return Buffer.from(world.store.get('PackageContents', document.Id)?.Base64 ?? '', 'base64');
}
