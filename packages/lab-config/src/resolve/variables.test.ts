import { expect, test } from 'vitest';
import { resolveTemplate, resolveVariables } from './variables.ts';

const unscoped = { environments: [], targetTags: [], steps: [], channels: [], runbooks: [], deployment: false };

test('turns a plain value into unscoped text', () => {
  expect(resolveVariables({ Replicas: 2, Verbose: false })).toEqual([
    { name: 'Replicas', value: '2', description: '', sensitive: false, scope: unscoped },
    { name: 'Verbose', value: 'false', description: '', sensitive: false, scope: unscoped },
  ]);
});

test('turns a table into one value per environment', () => {
  const variables = resolveVariables({ Namespace: { Development: 'dev', Production: 'prod' } });

  expect(variables.map(({ value, scope }) => [value, scope.environments])).toEqual([
    ['dev', ['Development']],
    ['prod', ['Production']],
  ]);
});

test('keeps a reference to a secret as a reference, and takes it for sensitive', () => {
  const [variable] = resolveVariables({ Token: { env: 'TOKEN' } });

  expect(variable).toMatchObject({ value: { env: 'TOKEN', optional: false }, sensitive: true });
});

test('believes a file that says a reference is not sensitive', () => {
  const [variable] = resolveVariables({ Home: { value: { env: 'HOME' }, sensitive: false } });

  expect(variable?.sensitive).toBe(false);
});

test('gives the values of a long form’s table the rest of its scope', () => {
  const variables = resolveVariables({ Level: { values: { Staging: 'info' }, scope: { steps: ['Deploy'] } } });

  expect(variables).toEqual([
    {
      name: 'Level',
      value: 'info',
      description: '',
      sensitive: false,
      scope: { ...unscoped, environments: ['Staging'], steps: ['Deploy'] },
    },
  ]);
});

test('reads a list of long forms as several values of one name', () => {
  const variables = resolveVariables({
    Level: [{ value: 'info' }, { value: 'debug', scope: { channels: ['Hotfix'], runbook: 'Restart' } }],
  });

  expect(variables.map(({ value, scope }) => [value, scope.channels, scope.runbooks])).toEqual([
    ['info', [], []],
    ['debug', ['Hotfix'], ['Restart']],
  ]);
});

test('spells a prompt out, with the name as its label', () => {
  const [variable] = resolveVariables({ Size: { prompt: { control: 'select', options: { s: 'Small' } } } });

  expect(variable).toMatchObject({
    value: '',
    prompt: {
      label: 'Size',
      description: '',
      required: false,
      control: 'select',
      choices: [{ value: 's', display: 'Small' }],
    },
  });
});

test('gives a template a default only when the file has one', () => {
  expect(resolveTemplate('Colour', {})).not.toHaveProperty('default');
  expect(resolveTemplate('Replicas', { default: 1 })).toHaveProperty('default', '1');
});
