import type { Api } from '../http/api.ts';
import { unknownIds } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { type ApprovalPolicyDocument, approvalPolicySchema } from './state.ts';

type Written = ReturnType<(typeof approvalPolicySchema)['parse']>;

const policies: Resource<ApprovalPolicyDocument, Written> = {
  path: '/approvalpolicies',
  kind: 'approval policy',
  itemType: 'ApprovalPolicy',
  shelf: shelf('ApprovalPolicies'),
  schema: approvalPolicySchema,
  permissions: {
    view: 'ApprovalRuleAdminister',
    create: 'ApprovalRuleAdminister',
    edit: 'ApprovalRuleAdminister',
    remove: 'ApprovalRuleAdminister',
  },
  problems: ({ world, space }, written) => {
    const unknown = (
      collection: 'Projects' | 'Environments' | 'Users' | 'Teams',
      kind: string,
      ids: readonly string[],
    ) => unknownIds(world.store, { collection, kind, spaceId: space.Id, ids });
    return [
      ...unknown(
        'Projects',
        'project',
        written.IdScopes.map(({ ProjectId }) => ProjectId),
      ),
      ...unknown(
        'Environments',
        'environment',
        written.IdScopes.flatMap(({ EnvironmentIds }) => EnvironmentIds),
      ),
      ...unknown('Users', 'user', written.ApprovingUserIds),
      ...unknown('Teams', 'team', written.ApprovingTeamIds),
    ];
  },
  make: ({ world }, { written, identity }) => ({
    ...written,
    Id: identity.Id,
    SpaceId: identity.SpaceId,
    TagScopes: identified(world, written.TagScopes),
    IdScopes: identified(world, written.IdScopes),
  }),
  users: () => [],
  related: ({ IdScopes }) => IdScopes.map(({ ProjectId }) => ProjectId),
};

function identified<S extends { readonly Id?: string | null | undefined }>(
  { random }: World,
  scopes: readonly S[],
): readonly (Omit<S, 'Id'> & { readonly Id: string })[] {
  return scopes.map((scope) => ({ ...scope, Id: scope.Id || random.uuid() }));
}

/** Approval policies of a space. [client] */
export function registerApprovalPolicyRoutes(api: Api): void {
  registerResource(api, policies);
}
