import type { Environment, GitCredential, Lifecycle, ProjectGroup } from '@octotrain/lab-config';
import type {
  Environment as EnvironmentDocument,
  EnvironmentWrite,
  GitCredential as GitCredentialDocument,
  GitCredentialWrite,
  Lifecycle as LifecycleDocument,
  LifecycleWrite,
  PhaseWrite,
  ProjectGroup as ProjectGroupDocument,
  ProjectGroupWrite,
} from '@octotrain/octopus-client';
import { listOf, namesOf, proseOf, sameName } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { defineItem, type Item } from './item.ts';
import type { Names } from './refs.ts';
import { hiddenSecret } from './secrets.ts';

/** An environment; `position` is its place among the file's. */
export function environmentItem(space: string, environment: Environment, position: number): Item {
  return defineItem<EnvironmentDocument, EnvironmentWrite>({
    address: { kind: 'environment', space, name: environment.name },
    body: () => ({ Name: environment.name, Description: environment.description, SortOrder: position }),
    fields: (body) => saidFields({ description: proseOf(body.Description), position: body.SortOrder ?? 0 }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/environments', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/environments/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}

/** A lifecycle. Phases keep their ids and retention by name. */
export function lifecycleItem(space: string, lifecycle: Lifecycle): Item {
  return defineItem<LifecycleDocument, LifecycleWrite>({
    address: { kind: 'lifecycle', space, name: lifecycle.name },
    body: ({ id }) => ({
      Name: lifecycle.name,
      Description: lifecycle.description,
      Phases: lifecycle.phases.map((phase) => ({
        Name: phase.name,
        AutomaticDeploymentTargets: phase.automatic.map((name) => id('environment', name)),
        OptionalDeploymentTargets: phase.manual.map((name) => id('environment', name)),
        MinimumEnvironmentsBeforePromotion: phase.minimum,
        IsOptionalPhase: phase.optional,
      })),
    }),
    fields: (body, names) =>
      saidFields({
        description: proseOf(body.Description),
        phases: listOf(body.Phases).map((one) => phaseText(one, names)),
      }),
    merge: ({ body, stored }) => ({
      ...stored,
      ...body,
      Phases: (body.Phases ?? []).map((phase) => ({
        ...stored.Phases.find((one) => sameName(one.Name, phase.Name)),
        ...phase,
      })),
    }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/lifecycles', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/lifecycles/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}

function phaseText(phase: PhaseWrite, names: Names): string {
  const automatic = namesOf(phase.AutomaticDeploymentTargets, names).map((name) => `${name} (automatic)`);
  const manual = namesOf(phase.OptionalDeploymentTargets, names);
  const minimum = phase.MinimumEnvironmentsBeforePromotion ?? 0;
  const notes = [...(minimum > 0 ? [`at least ${minimum}`] : []), ...(phase.IsOptionalPhase ? ['optional'] : [])];
  const text = `${phase.Name}: ${[...automatic, ...manual].join(', ')}`;
  return notes.length === 0 ? text : `${text} [${notes.join(', ')}]`;
}

/** A git credential. Its password is written at creation and then only when asked for. */
export function gitCredentialItem(space: string, credential: GitCredential): Item {
  return defineItem<GitCredentialDocument, GitCredentialWrite>({
    address: { kind: 'git credential', space, name: credential.name },
    body: ({ secret }) => ({
      Name: credential.name,
      Description: credential.description,
      Details: {
        Type: 'UsernamePassword',
        Username: credential.username,
        Password: { HasValue: true, NewValue: secret(credential.password) },
      },
    }),
    fields: (body) =>
      saidFields({
        description: proseOf(body.Description),
        username: body.Details.Username,
        password: hiddenSecret(body.Details.Password.NewValue),
      }),
    merge: ({ body, stored, rewriteSecrets }) => ({
      ...stored,
      ...body,
      Details: {
        ...body.Details,
        Password: rewriteSecrets
          ? body.Details.Password
          : { HasValue: stored.Details.Password.HasValue, NewValue: null },
      },
    }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/git-credentials', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/git-credentials/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}

/** A group of projects. */
export function projectGroupItem(space: string, group: ProjectGroup): Item {
  return defineItem<ProjectGroupDocument, ProjectGroupWrite>({
    address: { kind: 'project group', space, name: group.name },
    body: () => ({ Name: group.name, Description: group.description }),
    fields: (body) => saidFields({ description: proseOf(body.Description) }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/projectgroups', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/projectgroups/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}
