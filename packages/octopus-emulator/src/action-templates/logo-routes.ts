import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import type { UploadedFile } from '../http/body.ts';
import { badRequest } from '../http/problem.ts';
import type { ActionTemplateDocument } from './state.ts';

/** One transparent point: the picture of what has none of its own. */
const noPicture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** Pictures of step templates. */
export function registerActionTemplateLogoRoutes(
  api: Api,
  find: (context: RouteContext) => ActionTemplateDocument,
): void {
  api.space('GET', '/actiontemplates/:id/logo', read);
  api.space('GET', '/actiontemplates/:id/versions/:version/logo', read);
  api.space('POST', '/actiontemplates/:id/logo', (context) => write(context, find(context)), 'file');
  api.space('PUT', '/actiontemplates/:id/logo', (context) => write(context, find(context)), 'file');
}

/** The same picture for every version [guess]; kinds of steps have pictures too, which are not here. */
function read(context: RouteContext): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('ActionTemplateView', { spaceId: space.Id });
  const logo = world.store.get('ActionTemplateLogos', param(context, 'id'));
  return ok(new Uint8Array(Buffer.from(logo?.SpaceId === space.Id ? logo.Base64 : noPicture, 'base64')));
}

function write(context: RouteContext, template: ActionTemplateDocument): Reply {
  const { world, caller, space, userAgent } = context;
  caller.requirePermission('ActionTemplateEdit', { spaceId: space.Id });
  // A route of files gets one, or nothing.
  const file = context.body as UploadedFile | undefined;
  if (file === undefined) throw badRequest(['Send the picture as the file of a form (multipart/form-data).']);
  const Base64 = Buffer.from(file.bytes).toString('base64');
  world.store.put('ActionTemplateLogos', { Id: template.Id, SpaceId: space.Id, Base64 });
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} changed the picture of the step template ${template.Name}`,
    related: [template.Id],
    spaceId: space.Id,
    user: caller.user,
    userAgent,
  });
  return ok(undefined);
}
