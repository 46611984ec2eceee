import type { Project, Variable } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { symbolicId } from './refs.ts';
import { secretsIn, secretToken } from './secrets.ts';
import { projectVariablesItem } from './variables.ts';

const nowhereElse = { targetTags: [], steps: [], channels: [], runbooks: [], deployment: false };

function variable(name: string, value: Variable['value'], environments: readonly string[] = []): Variable {
  return {
    name,
    value,
    description: '',
    sensitive: typeof value !== 'string',
    scope: { environments, ...nowhereElse },
  };
}

function project(variables: readonly Variable[]): Project {
  return {
    name: 'api',
    description: '',
    group: 'Default Project Group',
    lifecycle: 'Standard',
    multiTenancy: 'untenanted',
    variableSets: [],
    variables,
    templates: [],
    channels: [],
    process: [],
    runbooks: [],
  };
}

const key = { env: 'KEY', optional: false } as const;

function merge(variables: readonly Variable[], stored: readonly object[], rewriteSecrets = false) {
  const item = projectVariablesItem('Payments', project(variables));
  const body = item.body({ id: symbolicId, secret: secretToken });
  // What the item sends is a variable set.
  return item.replaces({ Id: 'variableset-1', Version: 4, Variables: stored } as object, body, rewriteSecrets) as {
    Version: number;
    Variables: { Id?: string; Name: string; Value: string | null }[];
  };
}

const dev = { Environment: [symbolicId('environment', 'Development')] };
const prod = { Environment: [symbolicId('environment', 'Production')] };

it('keeps the id of each value by name and scope, and sends the version that was read', () => {
  const merged = merge(
    [variable('Namespace', 'new-prod', ['Production']), variable('Namespace', 'dev', ['Development'])],
    [
      { Id: 'a', Name: 'Namespace', Value: 'dev', Scope: dev },
      { Id: 'b', Name: 'namespace', Value: 'prod', Scope: prod },
    ],
  );

  expect(merged.Version).toBe(4);
  expect(merged.Variables.map(({ Id, Value }) => [Id, Value])).toEqual([
    ['b', 'new-prod'],
    ['a', 'dev'],
  ]);
});

it('gives a value whose scope changed the id of the old one of its name', () => {
  const merged = merge(
    [variable('Level', 'warn', ['Production'])],
    [{ Id: 'a', Name: 'Level', Value: 'warn', Scope: dev }],
  );

  expect(merged.Variables).toMatchObject([{ Id: 'a', Name: 'Level', Scope: prod }]);
});

it('leaves variables alone that the file does not name, and drops surplus values of those it does', () => {
  const merged = merge(
    [variable('Level', 'warn')],
    [
      { Id: 'a', Name: 'Level', Value: 'warn', Scope: {} },
      { Id: 'b', Name: 'Level', Value: 'debug', Scope: dev },
      { Id: 'c', Name: 'Train.Lock', Value: 'held', Scope: {} },
    ],
  );

  expect(merged.Variables.map(({ Id }) => Id)).toEqual(['a', 'c']);
});

it('keeps a secret that the server has, unless it is to be written again', () => {
  const stored = [{ Id: 'a', Name: 'Key', Value: null, IsSensitive: true, Scope: {} }];

  expect(merge([variable('Key', key)], stored).Variables[0]?.Value).toBeNull();
  expect(secretsIn(merge([variable('Key', key)], stored, true))).toEqual([key]);
});

it('writes a secret in place of a value that was plain', () => {
  const merged = merge(
    [variable('Key', key)],
    [{ Id: 'a', Name: 'Key', Value: 'oops', IsSensitive: false, Scope: {} }],
  );

  expect(secretsIn(merged)).toEqual([key]);
});
