import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import type { Permission } from '../permissions/names.ts';
import type { ArtifactDocument } from './state.ts';

type Find = (context: RouteContext, permission: Permission) => ArtifactDocument;

/** The content of an artifact: the bytes as they were sent, whatever they are. */
export function registerArtifactContentRoutes(api: Api, find: Find): void {
  api.space('GET', '/artifacts/:id/content', (context) => read(context, find(context, 'ArtifactView')));
  api.space('PUT', '/artifacts/:id/content', (context) => write(context, find(context, 'ArtifactCreate')), 'bytes');
}

/** 204 as long as nothing was sent. [docs] */
function read({ world }: RouteContext, artifact: ArtifactDocument): Reply {
  const content = world.store.get('ArtifactContents', artifact.Id);
  return content === undefined
    ? { status: 204, body: undefined }
    : ok(new Uint8Array(Buffer.from(content.Base64, 'base64')));
}

function write(context: RouteContext, artifact: ArtifactDocument): Reply {
  const { world, caller, userAgent, body } = context;
  if (!(body instanceof Uint8Array)) throw new Error('a route of bytes got none');
  const Base64 = Buffer.from(body).toString('base64');
  world.store.put('ArtifactContents', { Id: artifact.Id, SpaceId: artifact.SpaceId, Base64 });
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} uploaded the content of the artifact ${artifact.Filename}`,
    related: [artifact.Id],
    spaceId: artifact.SpaceId,
    user: caller.user,
    userAgent,
  });
  return { status: 204, body: undefined };
}
