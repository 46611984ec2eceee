import { z } from 'zod';
import { type Api, created, ok, type Reply, type RouteContext } from '../http/api.ts';
import { requiredText } from '../http/fields.ts';
import { pageReply } from '../http/listing.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { recordOnRelease } from './record.ts';
import { visibleRelease } from './routes.ts';
import { showDefect } from './show.ts';
import type { DefectDocument, ReleaseDocument } from './state.ts';

const defectSchema = z.object({ Description: requiredText('a description') });

/** Defects: while one is unresolved, the release goes no further. [docs] */
export function registerDefectRoutes(api: Api): void {
  api.space('GET', '/releases/:id/defects', (context) => {
    const release = visibleRelease(context, 'ReleaseView');
    return pageReply(context, { itemType: 'Defect', found: defectsOf(context, release), show: showDefect });
  });
  api.space('POST', '/releases/:id/defects', report);
  api.space('POST', '/releases/:id/defects/resolve', resolve);
}

function defectsOf({ world }: RouteContext, release: ReleaseDocument): readonly DefectDocument[] {
  return world.store.where('Defects', 'ReleaseId', release.Id);
}

function report(context: RouteContext): Reply {
  const { world } = context;
  const release = visibleRelease(context, 'DefectReport');
  const { Description } = validated(defectSchema, context.body);
  if (defectsOf(context, release).some(({ Status }) => Status === 'Unresolved')) {
    throw badRequest([`Release ${release.Version} already has an unresolved defect.`]);
  }
  const defect: DefectDocument = {
    Id: world.store.nextId('Defects'),
    SpaceId: release.SpaceId,
    ReleaseId: release.Id,
    Description,
    Status: 'Unresolved',
  };
  world.store.put('Defects', defect);
  recordOnRelease(context, release, {
    category: 'ReleaseBlocked',
    what: `blocked release ${release.Version}: ${Description}`,
  });
  return created(showDefect(defect));
}

function resolve(context: RouteContext): Reply {
  const { world } = context;
  const release = visibleRelease(context, 'DefectResolve');
  const open = defectsOf(context, release).filter(({ Status }) => Status === 'Unresolved');
  if (open.length === 0) throw badRequest([`Release ${release.Version} has no unresolved defect.`]);
  for (const defect of open) world.store.put('Defects', { ...defect, Status: 'Resolved' });
  recordOnRelease(context, release, { category: 'ReleaseUnblocked', what: `unblocked release ${release.Version}` });
  return ok(defectsOf(context, release).map(showDefect).at(-1));
}
