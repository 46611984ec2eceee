import type { Api } from '../http/api.ts';
import { keepSecret } from '../http/sensitive.ts';
import { usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { type GitCredentialDocument, gitCredentialSchema, noRestrictions } from './state.ts';

type Written = ReturnType<(typeof gitCredentialSchema)['parse']>;

const gitCredentials: Resource<GitCredentialDocument, Written> = {
  path: '/git-credentials',
  kind: 'git credential',
  itemType: 'GitCredential',
  shelf: shelf('GitCredentials'),
  schema: gitCredentialSchema,
  permissions: {
    view: 'GitCredentialView',
    create: 'GitCredentialEdit',
    edit: 'GitCredentialEdit',
    remove: 'GitCredentialEdit',
  },
  problems: (_, written, stored) =>
    stored === undefined && written.Details.Password.NewValue === null
      ? ['A new git credential needs a password: Details.Password.NewValue.']
      : [],
  make: (_, { written, identity, stored }) => ({
    ...written,
    ...identity,
    // Left out, the stored ones stay. [client]
    RepositoryRestrictions: written.RepositoryRestrictions ?? stored?.RepositoryRestrictions ?? noRestrictions,
    Details: { ...written.Details, Password: keepSecret(written.Details.Password, stored?.Details.Password) },
  }),
  users: credentialUsers,
};

function credentialUsers({ store }: World, { Id }: GitCredentialDocument): readonly string[] {
  const users = new Set(
    [...store.all('DeploymentProcesses'), ...store.all('RunbookProcesses')]
      .filter((process) =>
        process.Steps.some((step) =>
          step.Actions.some((action) => action.GitDependencies.some((git) => git.GitCredentialId === Id)),
        ),
      )
      .map((process) => process.ProjectId),
  );
  return usedBy('project', store.all('Projects'), (project) => users.has(project.Id));
}

export function registerGitCredentialRoutes(api: Api): void {
  registerResource(api, gitCredentials);
}
