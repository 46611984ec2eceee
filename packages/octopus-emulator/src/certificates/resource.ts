import { placementReferences, placementScopes } from '../accounts/placement.ts';
import { placementProblems } from '../accounts/rules.ts';
import type { RouteContext } from '../http/api.ts';
import { keepSecret } from '../http/sensitive.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { variableOwners } from '../usages/find.ts';
import type { World } from '../world.ts';
import { readCertificate } from './read-certificate.ts';
import { type CertificateDocument, certificateSchema } from './state.ts';

type Written = ReturnType<(typeof certificateSchema)['parse']>;

export const certificates: Resource<CertificateDocument, Written> = {
  path: '/certificates',
  kind: 'certificate',
  itemType: 'Certificate',
  shelf: shelf('Certificates'),
  schema: certificateSchema,
  permissions: {
    view: 'CertificateView',
    create: 'CertificateCreate',
    edit: 'CertificateEdit',
    remove: 'CertificateDelete',
  },
  scopes: placementScopes,
  // A replaced certificate keeps its name beside the new one.
  family: (certificate) => ('Archived' in certificate && certificate.Archived !== null ? certificate.Id : 'in use'),
  filter: certificateFilter,
  problems: ({ world, space }, written, stored) => [
    ...dataProblems(written, stored),
    ...placementProblems('A certificate', written),
    ...placementReferences(world.store, space.Id, written),
  ],
  make: (_, { written, identity, stored }) => {
    const CertificateData = keepSecret(written.CertificateData, stored?.CertificateData);
    return {
      ...written,
      Id: identity.Id,
      SpaceId: identity.SpaceId,
      CertificateData,
      Password: keepSecret(written.Password, stored?.Password),
      ...readFile(CertificateData.NewValue ?? ''),
      Archived: stored?.Archived ?? null,
      ReplacedBy: stored?.ReplacedBy ?? null,
    };
  },
  users: certificateUsers,
  show: (certificate, { world }) => ({
    ...certificate,
    IsExpired: certificate.NotAfter !== null && Date.parse(certificate.NotAfter) <= world.clock.now(),
    CertificateChain: [],
  }),
  links: ({ SpaceId, Id }) => {
    const self = `/api/${SpaceId}/certificates/${Id}`;
    return {
      Archive: `${self}/archive`,
      Unarchive: `${self}/unarchive`,
      Replace: `${self}/replace`,
      Export: `${self}/export{?format,password,includePrivateKey,pemOptions}`,
      Usages: `${self}/usages`,
    };
  },
  related: ({ EnvironmentIds, TenantIds }) => [...EnvironmentIds, ...TenantIds],
};

/** What is kept of a file besides the file. */
export function readFile(base64: string) {
  const read = readCertificate(base64);
  // Whoever writes a document has asked before whether its file can be read.
  if (read === undefined) throw new Error('the data of a certificate cannot be read');
  return { ...read.details, CertificateDataFormat: read.format, HasPrivateKey: read.hasPrivateKey };
}

/** Data has to be a certificate. Writing it back without a text keeps it. */
export function dataProblems(
  written: Pick<Written, 'CertificateData'>,
  stored: CertificateDocument | undefined,
): readonly string[] {
  const text = keepSecret(written.CertificateData, stored?.CertificateData).NewValue;
  if (text === null) return ['A certificate needs its data: CertificateData.NewValue, the file in base64.'];
  return readCertificate(text) === undefined
    ? ['The data of the certificate is no PEM, DER or PKCS#12 file in base64: CertificateData.NewValue.']
    : [];
}

/** Archived ones are listed only when asked for, or by id. [guess for the default] */
function certificateFilter(documents: readonly CertificateDocument[], context: RouteContext) {
  const { query, path } = context;
  const archived = query.flag('archived');
  const all = path.endsWith('/all') || query.list('ids').length > 0;
  const [search, tenant] = [query.text('search')?.toLowerCase(), query.text('tenant')];
  return documents.filter(
    (certificate) =>
      (archived === undefined ? all || certificate.Archived === null : archived === (certificate.Archived !== null)) &&
      (tenant === undefined || certificate.TenantIds.includes(tenant)) &&
      (search === undefined ||
        [certificate.Name, certificate.Thumbprint, certificate.SubjectDistinguishedName, certificate.Notes].some(
          (text) => text?.toLowerCase().includes(search),
        )),
  );
}

/**
 * One that is in use stays; what releases froze does not hold it. [docs] The portal wants it archived first, the API does
 * not. [client]
 */
function certificateUsers({ store }: World, { Id }: CertificateDocument): readonly string[] {
  const owners = variableOwners(store, Id);
  return [
    ...[...store.all('Projects'), ...store.all('LibraryVariableSets')]
      .filter((owner) => owners.has(owner.Id))
      .map(({ Name }) => `a variable of '${Name}'`),
    ...[...store.all('Machines'), ...store.all('Workers')]
      .filter(({ Endpoint }) => Endpoint.ClusterCertificate === Id || Endpoint.Authentication?.ClientCertificate === Id)
      .map(({ Name }) => `the machine '${Name}'`),
  ];
}
