import { expectTypeOf, it } from 'vitest';
import type { components } from './generated/octopus.ts';

type Schemas = components['schemas'];

/** Names of schemas that can be both read and written. */
type Writable = {
  [Name in keyof Schemas]: `${Name}Write` extends keyof Schemas ? Name : never;
}[keyof Schemas];

/** Those of them whose read form the server's own description would not take back. */
type Refused = {
  [Name in Writable]: Schemas[Name] extends Schemas[`${Name}Write` & keyof Schemas] ? never : Name;
}[Writable];

it('takes back every document as it was read', () => {
  expectTypeOf<Refused>().toBeNever();
  expectTypeOf<'Project' | 'Lifecycle' | 'VariableSet' | 'DeploymentProcess'>().toExtend<Writable>();
});

it('asks for little when something is created', () => {
  expectTypeOf<{ Name: string; ProjectGroupId: string; LifecycleId: string }>().toExtend<Schemas['ProjectWrite']>();
  expectTypeOf<{ ReleaseId: string; EnvironmentId: string }>().toExtend<Schemas['DeploymentWrite']>();
  expectTypeOf<{ Name: string }>().toExtend<Schemas['EnvironmentWrite']>();
  expectTypeOf<{ ReleaseId: string }>().not.toExtend<Schemas['DeploymentWrite']>();
});
