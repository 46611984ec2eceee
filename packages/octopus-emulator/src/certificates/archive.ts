import { created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import { findDocument, scopesOf } from '../resource/find.ts';
import { shown } from '../resource/register.ts';
import { timeOf } from '../world.ts';
import { certificates, dataProblems, readFile } from './resource.ts';
import { type CertificateDocument, replacementSchema } from './state.ts';

/** `POST …/archive`: it can no longer be chosen; what uses it goes on to. [docs] */
export function archive(context: RouteContext): Reply {
  const certificate = toEdit(context);
  if (certificate.Archived !== null) throw badRequest([`The certificate '${certificate.Name}' is archived already.`]);
  return kept(context, certificate, { ...certificate, Archived: timeOf(context.world) }, 'archived');
}

/** `POST …/unarchive`. One that was replaced stays archived: its successor has its place. [guess] */
export function unarchive(context: RouteContext): Reply {
  const certificate = toEdit(context);
  refuseIfAny([
    ...(certificate.Archived === null ? [`The certificate '${certificate.Name}' is not archived.`] : []),
    ...(certificate.ReplacedBy === null ? [] : [`The certificate '${certificate.Name}' was replaced by another.`]),
  ]);
  return kept(context, certificate, { ...certificate, Archived: null }, 'taken out of the archive');
}

/**
 * `POST …/replace`: the new file takes over the id, so that whatever names it uses the new one; the old certificate is kept,
 * archived, under an id of its own, and is what is answered. [docs; client for the answer]
 */
export function replaceData(context: RouteContext): Reply {
  const { world } = context;
  const stored = toEdit(context);
  const written = validated(replacementSchema, context.body);
  const CertificateData = { HasValue: true, NewValue: written.CertificateData, Hint: null };
  refuseIfAny(dataProblems({ CertificateData }, undefined));
  const old: CertificateDocument = {
    ...stored,
    Id: world.store.nextId('Certificates'),
    Archived: stored.Archived ?? timeOf(world),
    ReplacedBy: stored.Id,
  };
  const replaced: CertificateDocument = {
    ...stored,
    ...readFile(written.CertificateData),
    CertificateData,
    Password: { HasValue: Boolean(written.Password), NewValue: written.Password, Hint: null },
  };
  world.store.put('Certificates', old);
  kept(context, stored, replaced, 'replaced');
  return created(shown(certificates, old, context));
}

function toEdit(context: RouteContext): CertificateDocument {
  const certificate = findDocument(certificates, context, param(context, 'id'));
  for (const scope of scopesOf(certificates, context.space.Id, certificate, certificate.Id)) {
    context.caller.requirePermission('CertificateEdit', scope);
  }
  return certificate;
}

function kept(context: RouteContext, before: CertificateDocument, after: CertificateDocument, verb: string): Reply {
  const { world, caller, userAgent } = context;
  world.store.put('Certificates', after);
  world.record({
    category: 'Modified',
    message: `Certificate ${after.Name} was ${verb}`,
    related: [after.Id, ...after.EnvironmentIds, ...after.TenantIds],
    spaceId: after.SpaceId,
    user: caller.user,
    userAgent,
    before: withoutSecrets(before),
    after: withoutSecrets(after),
  });
  return ok(undefined);
}
