import type { Address, Building } from '@octotrain/lab-apply';
import type { Lab, SecretReference } from '@octotrain/lab-config';
import { type Block, reference } from './hcl.ts';
import type { Labels } from './labels.ts';

/** Types of resources, by the kind of thing that they make. */
export const resourceTypes = {
  space: 'octopusdeploy_space',
  'user role': 'octopusdeploy_user_role',
  user: 'octopusdeploy_user',
  environment: 'octopusdeploy_environment',
  'git credential': 'octopusdeploy_git_credential',
  'project group': 'octopusdeploy_project_group',
  'library variable set': 'octopusdeploy_library_variable_set',
  team: 'octopusdeploy_team',
  lifecycle: 'octopusdeploy_lifecycle',
  project: 'octopusdeploy_project',
  channel: 'octopusdeploy_channel',
  runbook: 'octopusdeploy_runbook',
  'tag set': 'octopusdeploy_tag_set',
  tenant: 'octopusdeploy_tenant',
  'team role': 'octopusdeploy_scoped_user_role',
} as const;

/** Types of resources that feeds have, by the lab's word for what they are. */
export const feedTypes = {
  docker: 'octopusdeploy_docker_container_registry',
  helm: 'octopusdeploy_helm_feed',
  oci: 'octopusdeploy_oci_registry_feed',
  nuget: 'octopusdeploy_nuget_feed',
  maven: 'octopusdeploy_maven_feed',
  github: 'octopusdeploy_github_repository_feed',
} as const;

type Resource = keyof typeof resourceTypes;
type Wanted = Parameters<Building['id']>[0];

/** Teams that every server has, with the ids that they have everywhere. [docs] */
const builtInTeams: Readonly<Record<string, string>> = {
  everyone: 'teams-everyone',
  'octopus administrators': 'teams-administrators',
  'octopus managers': 'teams-managers',
};

/** What stands for ids and secrets while resources are written. */
export interface References {
  /** For what belongs to a space, or to the whole server. */
  building(space: string | undefined): Building;
  /** `space_id` of what is in a space. */
  spaceId(space: string): string;
  /** What had to be looked up on the server, because the lab does not make it. */
  lookUps(): readonly Block[];
  /** The secrets that were asked for, each by the name of its variable. */
  secrets(): ReadonlyMap<string, SecretReference>;
}

/** `has` says whether the lab makes a thing. */
export function createReferences(options: {
  lab: Lab;
  labels: Labels;
  has: (address: Address) => boolean;
}): References {
  const { lab, labels, has } = options;
  const lookUps = new Map<string, Block>();
  const secrets = new Map<string, SecretReference>();

  function idOf(kind: Resource, ...parts: readonly string[]): string {
    const type = resourceTypes[kind];
    return reference(`${type}.${labels.of(type, ...parts)}.id`);
  }

  function spaceId(space: string): string {
    return idOf('space', space);
  }

  /** One of those that a space is born with. */
  function lookUp(kind: 'lifecycle' | 'project group', space: string, name: string): string {
    const list = kind === 'lifecycle' ? 'lifecycles' : 'project_groups';
    const type = `octopusdeploy_${list}`;
    const label = labels.of(`data.${type}`, space, name);
    const body = { partial_name: name, space_id: spaceId(space), take: 1 };
    lookUps.set(`${type}.${label}`, { head: ['data', type, label], body });
    return reference(`data.${type}.${label}.${list}[0].id`);
  }

  function resource(kind: Resource, space: string | undefined, name: string): string {
    if (space !== undefined && has({ kind, space, name })) return idOf(kind, space, name);
    if (has({ kind, name })) return idOf(kind, name);
    const plain = name.toLowerCase();
    if (kind === 'user role') return `userroles-${plain.replaceAll(' ', '')}`;
    if (kind === 'team' && builtInTeams[plain] !== undefined) return builtInTeams[plain];
    if (kind === 'team' && plain === 'space managers') return `teams-spacemanagers-${spaceId(space ?? '')}`;
    if ((kind === 'lifecycle' || kind === 'project group') && space !== undefined) return lookUp(kind, space, name);
    throw new Error(`nothing stands for ${kind} "${name}" of ${space ?? 'the server'}`);
  }

  function feed(space: string, name: string): string {
    const found = lab.spaces.find((one) => one.name === space)?.feeds.find((one) => one.name === name);
    if (found === undefined) throw new Error(`nothing stands for feed "${name}" of ${space}`);
    const type = feedTypes[found.type];
    return reference(`${type}.${labels.of(type, space, name)}.id`);
  }

  function commonTemplate(space: string, set: string, name: string): string {
    const type = resourceTypes['library variable set'];
    return reference(`${type}.${labels.of(type, space, set)}.template_ids[${JSON.stringify(name)}]`);
  }

  function template(space: string, owner: string, name: string): string {
    const found = lab.spaces.find((one) => one.name === space)?.projects.find((one) => one.name === owner);
    const at = found?.templates.findIndex((one) => one.name === name) ?? -1;
    const type = resourceTypes.project;
    return reference(`${type}.${labels.of(type, space, owner)}.template[${at}].id`);
  }

  function id(space: string | undefined, kind: Wanted, name: string, within?: string): string {
    switch (kind) {
      case 'action': {
        const type = 'octopusdeploy_process_step';
        return reference(`${type}.${labels.of(type, space ?? '', within ?? '', name)}.action_id`);
      }
      case 'template':
        return template(space ?? '', within ?? '', name);
      case 'common template':
        return commonTemplate(space ?? '', within ?? '', name);
      case 'feed':
        return feed(space ?? '', name);
      case 'space':
        return spaceId(name);
      default:
        if (!(kind in resourceTypes)) throw new Error(`nothing refers to the id of a ${kind}`);
        // It is one of the keys.
        return resource(kind as Resource, space, within === undefined ? name : `${within} / ${name}`);
    }
  }

  function secret(of: SecretReference): string {
    const name = labels.of('variable', 'env' in of ? of.env : of.file);
    secrets.set(name, of);
    return reference(`var.${name}`);
  }

  return {
    building: (space) => ({ id: (kind, name, within) => id(space, kind, name, within), secret }),
    spaceId,
    lookUps: () => [...lookUps].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, block]) => block),
    secrets: () => secrets,
  };
}
