import { withoutSecrets } from '../http/sensitive.ts';
import type { Store } from '../store/store.ts';
import { variableOwners } from '../usages/find.ts';

/** Where a certificate is used now: the documents themselves. [spec for the shape] */
export function certificateUsages(store: Store, id: string): object {
  const owners = variableOwners(store, id);
  const targets = [...store.all('Machines'), ...store.all('Workers')].filter(
    ({ Endpoint }) => Endpoint.ClusterCertificate === id || Endpoint.Authentication?.ClientCertificate === id,
  );
  return {
    ProjectUsages: told(
      '/projects',
      store.all('Projects').filter((project) => owners.has(project.Id)),
    ),
    LibraryVariableSetUsages: told(
      '/libraryvariablesets',
      store.all('LibraryVariableSets').filter((set) => owners.has(set.Id)),
    ),
    TenantUsages: [],
    DeploymentTargetUsages: told('/machines', targets),
  };
}

function told(path: string, documents: readonly { readonly Id: string; readonly SpaceId: string }[]): object[] {
  return documents.map((document) =>
    withoutSecrets({ ...document, Links: { Self: `/api/${document.SpaceId}${path}/${document.Id}` } }),
  );
}
