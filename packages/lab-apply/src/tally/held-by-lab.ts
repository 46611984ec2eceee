import { isSecretReference, type Lab, type Space, type Value, type VariableScope } from '@octotrain/lab-config';
import { projectsOf } from '../desired/desired.ts';
import type { Held, HeldThing, HeldValue } from './held.ts';

/** What the spaces of a server hold once a lab is applied and its agents are there, by the file's own account. Pure. */
export function heldByLab(lab: Lab): Held {
  return {
    spaces: lab.spaces.map(({ name }) => name),
    things: lab.spaces.flatMap(thingsOf),
    values: lab.spaces.flatMap((space) => valuesOf(lab, space)),
  };
}

function thingsOf(space: Space): readonly HeldThing[] {
  const named = [
    ['environment', space.environments],
    ['lifecycle', space.lifecycles],
    ['git credential', space.gitCredentials],
    ['feed', space.feeds],
    ['tag set', space.tagSets],
    ['library variable set', space.variableSets],
    ['agent', space.agents],
  ] as const;
  return named.flatMap(([kind, things]) => things.map(({ name }) => ({ kind, space: space.name, name })));
}

function valuesOf(lab: Lab, space: Space): readonly HeldValue[] {
  const owned = [
    ...space.variableSets.map((set) => ['library variable set', set.name, set.variables] as const),
    ...projectsOf(lab, space).map((project) => ['project', project.name, project.variables] as const),
  ];
  const ofSets = owned.flatMap(([ownerKind, owner, variables]) =>
    variables.map(({ name, value, scope }) => {
      return { space: space.name, ownerKind, owner, variable: name, scope: scopeText(scope), ...textOf(value) };
    }),
  );
  const ofTenants = space.tenants.flatMap((tenant) => {
    const owned = { space: space.name, ownerKind: 'tenant', owner: tenant.name } as const;
    return [
      ...tenant.values.map(({ project, template, environment, value }) => {
        const scope = `${project}, ${environment}`;
        return { ...owned, variable: template, scope, ...textOf(value) };
      }),
      ...tenant.commonValues.map(({ variableSet, template, value }) => {
        return { ...owned, variable: template, scope: variableSet, ...textOf(value) };
      }),
    ];
  });
  return [...ofSets, ...ofTenants];
}

function textOf(value: Value): { text?: string } {
  return isSecretReference(value) ? {} : { text: value };
}

function scopeText({ environments, targetTags, steps, channels, runbooks }: VariableScope): string {
  return [environments, targetTags, steps, channels, runbooks].flat().join(', ');
}
