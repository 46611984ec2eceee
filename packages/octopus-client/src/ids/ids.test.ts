import { expectTypeOf, it } from 'vitest';
import type { OctopusApi } from '../api/api.ts';
import type { components } from '../generated/octopus.ts';
import type { Id } from './id.ts';
import type { EnvironmentId, ProjectId, SpaceId, TenantId } from './kinds.ts';

type Schemas = components['schemas'];

// Never called: what is tested is whether it compiles.
declare const api: OctopusApi;
declare const project: Schemas['Project'];
declare const environment: Schemas['Environment'];
declare const release: Schemas['Release'];

it('takes a plain string for an id of any kind, and an id for a plain string', () => {
  expectTypeOf<string>().toExtend<ProjectId>();
  expectTypeOf<'Projects-1'>().toExtend<ProjectId>();
  expectTypeOf<ProjectId>().toExtend<string>();
});

it('does not take an id of one kind for an id of another', () => {
  expectTypeOf<EnvironmentId>().not.toExtend<ProjectId>();
  expectTypeOf<ProjectId>().not.toExtend<EnvironmentId>();
  expectTypeOf<EnvironmentId[]>().not.toExtend<ProjectId[]>();
  expectTypeOf<EnvironmentId>().toExtend<Id<'Environments'>>();
});

it('knows the kind of every id of a document', () => {
  expectTypeOf<Schemas['Deployment']['EnvironmentId']>().toEqualTypeOf<EnvironmentId>();
  expectTypeOf<NonNullable<Schemas['Deployment']['TenantId']>>().toEqualTypeOf<TenantId>();
  expectTypeOf<Schemas['Machine']['EnvironmentIds']>().toEqualTypeOf<EnvironmentId[]>();
  expectTypeOf<Schemas['Phase']['OptionalDeploymentTargets']>().toEqualTypeOf<EnvironmentId[]>();
  expectTypeOf<Schemas['Space']['Id']>().toEqualTypeOf<SpaceId>();
});

it('keeps the kind in what a call answers', () => {
  const call = () => api.GET('/api/{spaceId}/deployments/{id}', { params: { path: { spaceId: '', id: '' } } });

  expectTypeOf<Awaited<ReturnType<typeof call>>['data']['EnvironmentId']>().toEqualTypeOf<EnvironmentId>();
});

it("wants a project's id, or any plain string, where a path names a project", () => {
  const accepted = [
    () => api.GET('/api/{spaceId}/projects/{id}', { params: { path: { spaceId: project.SpaceId, id: project.Id } } }),
    () => api.GET('/api/{spaceId}/projects/{id}', { params: { path: { spaceId: 'Spaces-1', id: 'payments-api' } } }),
  ];
  const refused = [
    // @ts-expect-error an environment is no project
    () => api.GET('/api/{spaceId}/projects/{id}', { params: { path: { spaceId: 'Spaces-1', id: environment.Id } } }),
    // @ts-expect-error a project is no space
    () => api.GET('/api/{spaceId}/projects/{id}', { params: { path: { spaceId: project.Id, id: project.Id } } }),
  ];

  expectTypeOf([...accepted, ...refused]).toBeArray();
});

it('refuses a body whose ids are mixed up', () => {
  const params = { path: { spaceId: 'Spaces-1' } };
  const calls = [
    () =>
      api.POST('/api/{spaceId}/deployments', {
        params,
        body: { ReleaseId: release.Id, EnvironmentId: environment.Id },
      }),
    () =>
      api.POST('/api/{spaceId}/deployments', {
        params,
        // @ts-expect-error release and environment have changed places
        body: { ReleaseId: environment.Id, EnvironmentId: release.Id },
      }),
  ];

  expectTypeOf(calls).toBeArray();
});
