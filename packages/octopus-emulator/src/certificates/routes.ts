import { type Api, ok, param } from '../http/api.ts';
import { findDocument } from '../resource/find.ts';
import { registerResource } from '../resource/register.ts';
import { archive, replaceData, unarchive } from './archive.ts';
import { exportCertificate } from './export.ts';
import { certificates } from './resource.ts';
import { certificateUsages } from './usages.ts';

/** Certificates: kept, archived, replaced and exported. */
export function registerCertificateRoutes(api: Api): void {
  registerResource(api, certificates);
  api.space('POST', '/certificates/:id/archive', archive);
  api.space('POST', '/certificates/:id/unarchive', unarchive);
  api.space('POST', '/certificates/:id/replace', replaceData);
  api.space('GET', '/certificates/:id/export', (context) =>
    exportCertificate(context, findDocument(certificates, context, param(context, 'id'))),
  );
  api.space('GET', '/certificates/:id/usages', (context) => {
    const certificate = findDocument(certificates, context, param(context, 'id'));
    return ok({ ...certificateUsages(context.world.store, certificate.Id), Links: { Self: context.path } });
  });
}
