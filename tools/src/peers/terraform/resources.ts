import type { ItemKind } from '@octotrain/lab-apply';
import type {
  ChannelWrite,
  DeploymentProcessWrite,
  EnvironmentWrite,
  FeedWrite,
  GitCredentialWrite,
  LibraryVariableSetWrite,
  LifecycleWrite,
  ProjectGroupWrite,
  ProjectWrite,
  RunbookProcessWrite,
  RunbookWrite,
  ScopedUserRoleWrite,
  SpaceWrite,
  TagSetWrite,
  TeamWrite,
  TenantWrite,
  UserRoleWrite,
  UserWrite,
  VariableSetWrite,
} from '@octotrain/octopus-client';
import { feedBlocks } from './feeds.ts';
import { type Block, reference, some } from './hcl.ts';
import { processBlocks } from './process.ts';
import { resourceTypes } from './references.ts';
import { afterTags, tagSetBlocks } from './tag-sets.ts';
import { type TenantValues, tenantBlocks, tenantValueBlocks } from './tenants.ts';
import type { Thing } from './thing.ts';
import { templateBlock, variableBlocks } from './variables.ts';

/** What is sent for a thing of each kind that the provider has a resource for. */
interface Bodies {
  space: SpaceWrite;
  'user role': UserRoleWrite;
  user: UserWrite;
  environment: EnvironmentWrite;
  'git credential': GitCredentialWrite;
  'project group': ProjectGroupWrite;
  'library variable set': LibraryVariableSetWrite;
  'library variables': VariableSetWrite;
  feed: FeedWrite;
  'tag set': TagSetWrite;
  team: TeamWrite;
  lifecycle: LifecycleWrite;
  project: ProjectWrite;
  channel: ChannelWrite;
  runbook: RunbookWrite;
  tenant: TenantWrite;
  'deployment process': DeploymentProcessWrite;
  'runbook process': RunbookProcessWrite;
  'tenant variables': TenantValues;
  'project variables': VariableSetWrite;
  'team role': ScopedUserRoleWrite;
}

type Writers = { readonly [Kind in keyof Bodies]: (thing: Thing<Bodies[Kind]>) => readonly Block[] };

/** One resource for a thing, labelled by its space and name. */
function single<Body>(
  kind: keyof typeof resourceTypes,
  write: (thing: Thing<Body>) => Pick<Block, 'body' | 'blocks'>,
): (thing: Thing<Body>) => readonly Block[] {
  const type = resourceTypes[kind];
  return (thing) => {
    const label = thing.labels.of(type, ...(thing.space === '' ? [] : [thing.space]), thing.name);
    return [{ head: ['resource', type, label], ...write(thing) }];
  };
}

/** The id of something that was labelled by its space and name. */
function idOf({ labels, space }: Thing<unknown>, kind: keyof typeof resourceTypes, name: string): string {
  const type = resourceTypes[kind];
  return reference(`${type}.${labels.of(type, space, name)}.id`);
}

/** `project / runbook`, taken apart. */
function partsOf(name: string): readonly [project: string, own: string] {
  const [project = '', ...own] = name.split(' / ');
  return [project, own.join(' / ')];
}

/** Where a project is that no group was named for; the provider wants one. */
const defaultProjectGroup = 'Default Project Group';

const writers: Writers = {
  space: ({ labels, name, body, isDefaultSpace }) => [
    {
      head: ['resource', resourceTypes.space, labels.of(resourceTypes.space, name)],
      body: {
        name: body.Name,
        description: body.Description,
        space_managers_teams: ['teams-administrators'],
        is_default: isDefaultSpace || undefined,
      },
    },
  ],
  'user role': single('user role', ({ body }) => ({
    body: {
      name: body.Name,
      description: body.Description,
      granted_space_permissions: some(body.GrantedSpacePermissions),
      granted_system_permissions: some(body.GrantedSystemPermissions),
    },
    // The server says which restrictions the permissions know; the provider takes that for a difference.
    blocks: [{ head: ['lifecycle'], body: { ignore_changes: [reference('supported_restrictions')] } }],
  })),
  user: single('user', ({ body }) => ({
    body: {
      username: body.Username,
      display_name: body.DisplayName,
      email_address: body.EmailAddress || undefined,
      is_active: body.IsActive,
      is_service: body.IsService,
    },
  })),
  environment: single('environment', ({ body, spaceId }) => ({
    body: { space_id: spaceId, name: body.Name, description: body.Description, sort_order: body.SortOrder },
  })),
  'git credential': single('git credential', ({ body, spaceId }) => ({
    body: {
      space_id: spaceId,
      name: body.Name,
      description: body.Description,
      username: body.Details.Username,
      password: body.Details.Password.NewValue ?? '',
    },
  })),
  'project group': single('project group', ({ body, spaceId }) => ({
    body: { space_id: spaceId, name: body.Name, description: body.Description },
  })),
  'library variable set': single('library variable set', ({ body, spaceId }) => ({
    body: { space_id: spaceId, name: body.Name, description: body.Description },
    blocks: (body.Templates ?? []).map(templateBlock),
  })),
  'library variables': (thing) => {
    const { name: owner, space, labels, body } = thing;
    const owned = { space_id: thing.spaceId, owner_id: idOf(thing, 'library variable set', owner) };
    return variableBlocks({ variables: body.Variables, labels, space, owner, owned });
  },
  feed: feedBlocks,
  'tag set': tagSetBlocks,
  team: single('team', ({ body, space, spaceId }) => ({
    body: {
      space_id: space === '' ? undefined : spaceId,
      name: body.Name,
      description: body.Description,
      users: some(body.MemberUserIds),
    },
  })),
  lifecycle: single('lifecycle', ({ body, spaceId }) => ({
    body: { space_id: spaceId, name: body.Name, description: body.Description },
    blocks: (body.Phases ?? []).map((phase) => ({
      head: ['phase'],
      body: {
        name: phase.Name,
        automatic_deployment_targets: some(phase.AutomaticDeploymentTargets),
        optional_deployment_targets: some(phase.OptionalDeploymentTargets),
        minimum_environments_before_promotion: phase.MinimumEnvironmentsBeforePromotion || undefined,
        is_optional_phase: phase.IsOptionalPhase || undefined,
      },
    })),
  })),
  project: single('project', ({ body, spaceId, id }) => ({
    body: {
      space_id: spaceId,
      name: body.Name,
      description: body.Description,
      project_group_id: body.ProjectGroupId || id('project group', defaultProjectGroup),
      lifecycle_id: body.LifecycleId,
      tenanted_deployment_participation: body.TenantedDeploymentMode,
      included_library_variable_sets: some(body.IncludedLibraryVariableSetIds),
    },
    blocks: (body.Templates ?? []).map(templateBlock),
  })),
  channel: single('channel', ({ body, space, spaceId, labels }) => ({
    body: {
      space_id: spaceId,
      name: body.Name,
      description: body.Description,
      project_id: body.ProjectId,
      lifecycle_id: body.LifecycleId ?? undefined,
      is_default: body.IsDefault,
      tenant_tags: some(body.TenantTags),
      depends_on: afterTags(labels, space, body.TenantTags ?? []),
    },
    blocks: (body.Rules ?? []).map((rule) => ({
      head: ['rule'],
      body: { version_range: rule.VersionRange || undefined, tag: rule.Tag || undefined },
      blocks: rule.ActionPackages.map(({ DeploymentAction, PackageReference }) => ({
        head: ['action_package'],
        body: { deployment_action: DeploymentAction, package_reference: PackageReference || undefined },
      })),
    })),
  })),
  runbook: single('runbook', ({ body, spaceId }) => ({
    body: {
      space_id: spaceId,
      name: body.Name,
      description: body.Description,
      project_id: body.ProjectId,
      multi_tenancy_mode: body.MultiTenancyMode,
      environment_scope: body.EnvironmentScope,
      environments: some(body.Environments),
    },
  })),
  tenant: tenantBlocks,
  'deployment process': (thing) => {
    const { name: owner, space, labels, body } = thing;
    const owned = { space_id: thing.spaceId, project_id: idOf(thing, 'project', owner) };
    return processBlocks({ steps: body.Steps, labels, space, owner, owned });
  },
  'runbook process': (thing) => {
    const { name: owner, space, labels, body } = thing;
    const [project] = partsOf(owner);
    const owned = {
      space_id: thing.spaceId,
      project_id: idOf(thing, 'project', project),
      runbook_id: idOf(thing, 'runbook', owner),
    };
    return processBlocks({ steps: body.Steps, labels, space, owner, owned });
  },
  'tenant variables': tenantValueBlocks,
  'project variables': (thing) => {
    const { name: owner, space, labels, body } = thing;
    const owned = { space_id: thing.spaceId, owner_id: idOf(thing, 'project', owner) };
    return variableBlocks({ variables: body.Variables, labels, space, owner, owned });
  },
  'team role': single('team role', ({ body, space, spaceId }) => ({
    body: {
      space_id: space === '' ? undefined : spaceId,
      team_id: body.TeamId,
      user_role_id: body.UserRoleId,
      environment_ids: some(body.EnvironmentIds),
      project_ids: some(body.ProjectIds),
      project_group_ids: some(body.ProjectGroupIds),
      tenant_ids: some(body.TenantIds),
    },
  })),
};

/** The resources that make a thing; undefined when the provider has none for its kind. */
export function resourcesOf(kind: ItemKind, thing: Thing<object>): readonly Block[] | undefined {
  if (!(kind in writers)) return undefined;
  // Items of a kind have the bodies of that kind; their types are hidden where they are made.
  const write = writers[kind as keyof Bodies] as (thing: Thing<object>) => readonly Block[];
  return write(thing);
}
