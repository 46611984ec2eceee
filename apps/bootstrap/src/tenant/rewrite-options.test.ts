import { expect, it } from 'vitest';
import { rewriteOptions } from './rewrite-options.ts';

const flags = {
  set: { kind: 'parsed' },
  short: { kind: 'parsed' },
  deployCurrent: { kind: 'boolean' },
  apply: { kind: 'boolean' },
};

it.each([
  [
    'the line of the handbook',
    'tenant add Nordic --region eu-north-1 --deploy-current',
    'tenant add Nordic --set region=eu-north-1 --deploy-current',
  ],
  ['an equals sign', 'tenant add --brand-color=#0AC Nordic', 'tenant add --set brand-color=#0AC Nordic'],
  ['a value with an equals sign', 'tenant add N --query a=b', 'tenant add N --set query=a=b'],
  ['an option without a value', 'tenant add N --region --deploy-current', 'tenant add N --set region --deploy-current'],
  ['an option at the end', 'tenant add N --region', 'tenant add N --set region'],
  ['a negative number', 'tenant add N --offset -1', 'tenant add N --set offset=-1'],
  [
    'known flags',
    'tenant add N --short n --set A=b --no-apply --deployCurrent --help',
    'tenant add N --short n --set A=b --no-apply --deployCurrent --help',
  ],
  ['a value of a known flag that looks like a template', 'tenant add N --short=region', 'tenant add N --short=region'],
  ['what follows two dashes', 'tenant add -- --region x', 'tenant add -- --region x'],
  ['other commands', 'tenant list --region x', 'tenant list --region x'],
])('reads %s', (_what, line, expected) => {
  expect(rewriteOptions(line.split(' '), flags)).toEqual(expected.split(' '));
});
