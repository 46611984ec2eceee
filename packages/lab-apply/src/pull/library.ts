import {
  builtInNames,
  type Environment,
  type Feed,
  type FeedType,
  type GitCredential,
  type Lifecycle,
  type ProjectGroup,
  type TagSet,
  type VariableSet,
} from '@octotrain/lab-config';
import { sameName } from '../fields/canonical.ts';
import { fingerprintSetName } from '../fingerprints/fingerprint-set.ts';
import type { SecretNames } from './secret-names.ts';
import type { Source } from './source.ts';
import { templatesOf } from './templates.ts';
import { variablesOf } from './variables.ts';

/** Environments in the order of the server. */
export function environmentsOf(source: Source, space: string): readonly Environment[] {
  return source
    .all('environment', space)
    .toSorted((left, right) => (left.document.SortOrder ?? 0) - (right.document.SortOrder ?? 0))
    .map(({ name, document }) => ({ name, description: document.Description ?? '' }));
}

/** Lifecycles, without the one that every space has as long as nobody has changed it. */
export function lifecyclesOf(source: Source, space: string): readonly Lifecycle[] {
  return source.all('lifecycle', space).flatMap(({ name, document, isBuiltIn }): Lifecycle[] => {
    const phases = document.Phases.map((phase) => ({
      name: phase.Name,
      automatic: phase.AutomaticDeploymentTargets.map(source.nameOf),
      manual: phase.OptionalDeploymentTargets.map(source.nameOf),
      minimum: phase.MinimumEnvironmentsBeforePromotion,
      optional: phase.IsOptionalPhase,
    }));
    const description = document.Description ?? '';
    return isBuiltIn && phases.length === 0 ? [] : [{ name, description, phases }];
  });
}

/** Git credentials of a user name and a password. */
export function gitCredentialsOf(source: Source, space: string, secrets: SecretNames): readonly GitCredential[] {
  return source.all('git credential', space).map(({ name, document }) => {
    const username = document.Details.Username;
    const usedFor = `password of ${username} for the git credential ${name}`;
    const password = secrets.referenceFor([name, 'password'], usedFor);
    return { name, description: document.Description ?? '', username, password };
  });
}

const feedTypes: Readonly<Record<string, FeedType>> = {
  Docker: 'docker',
  Helm: 'helm',
  OciRegistry: 'oci',
  NuGet: 'nuget',
  Maven: 'maven',
  GitHub: 'github',
};

/** Feeds of the types that a file may speak of; the server's own are never among them. */
export function feedsOf(source: Source, space: string, secrets: SecretNames): readonly Feed[] {
  return source.all('feed', space).flatMap(({ name, document, isBuiltIn }): Feed[] => {
    if (isBuiltIn) return [];
    const type = feedTypes[document.FeedType];
    if (type === undefined) {
      source.leaveOut({
        kind: 'feed',
        space,
        name,
        reason: `a lab file has no feeds of the type ${document.FeedType}`,
      });
      return [];
    }
    const url = 'FeedUri' in document ? document.FeedUri : '';
    const registry = document.FeedType === 'Docker' ? document : {};
    const { ApiVersion, RegistryPath }: { ApiVersion?: string | null; RegistryPath?: string | null } = registry;
    const username = document.Username ?? '';
    const usedFor = `password of ${username} for the feed ${name}`;
    return [
      {
        name,
        type,
        url,
        ...(ApiVersion ? { apiVersion: ApiVersion } : {}),
        ...(RegistryPath ? { registryPath: RegistryPath } : {}),
        ...(username === '' ? {} : { username }),
        ...(document.Password?.HasValue ? { password: secrets.referenceFor([name, 'password'], usedFor) } : {}),
      },
    ];
  });
}

/** Tag sets for tenants, tags in the order of the server. */
export function tagSetsOf(source: Source, space: string): readonly TagSet[] {
  return source.all('tag set', space).flatMap(({ name, document, isBuiltIn }): TagSet[] => {
    if (isBuiltIn) return [];
    if (!document.Scopes.includes('Tenant')) {
      source.leaveOut({ kind: 'tag set', space, name, reason: 'a lab file has tags for tenants only' });
      return [];
    }
    const tags = document.Tags.toSorted((left, right) => left.SortOrder - right.SortOrder);
    return [
      {
        name,
        description: document.Description ?? '',
        tags: tags.map((tag) => ({ name: tag.Name, description: tag.Description ?? '', color: tag.Color })),
      },
    ];
  });
}

/** Project groups, without the one that every space has. */
export function projectGroupsOf(source: Source, space: string): readonly ProjectGroup[] {
  return source
    .all('project group', space)
    .filter(({ name }) => name !== builtInNames.projectGroup)
    .map(({ name, document }) => ({ name, description: document.Description ?? '' }));
}

/** Library variable sets with their variables and what tenants fill in. */
export function variableSetsOf(source: Source, space: string, secrets: SecretNames): readonly VariableSet[] {
  const sets = source.all('library variable set', space).filter(({ name }) => !sameName(name, fingerprintSetName));
  return sets.map(({ name, document }) => ({
    name,
    description: document.Description ?? '',
    variables: variablesOf({
      source,
      secrets,
      space,
      variables: source.one('library variables', name, space)?.Variables ?? [],
      owner: { kind: 'variable set', name },
    }),
    templates: templatesOf(document.Templates),
  }));
}
