import { expect, it } from 'vitest';
import { findTemplate, optionName } from './option-names.ts';

it.each([
  ['BrandColor', 'brand-color'],
  ['Brand Colour', 'brand-color'],
  ['HTTPPort', 'http-port'],
  ['Database.Name', 'database-name'],
  ['Node2Count', 'node2-count'],
  ['region', 'region'],
])('calls %s --%s', (template, option) => {
  expect(optionName(template)).toBe(option);
});

const templates = ['DataRegion', 'BrandColor', 'Namespace', 'NamespaceSuffix', 'AccentColor'];

it.each([
  ['data-region', 'DataRegion'],
  ['DATAREGION', undefined],
  ['dataRegion', 'DataRegion'],
  ['region', 'DataRegion'],
  ['brand', 'BrandColor'],
  ['brand-colour', 'BrandColor'],
  ['namespace', 'Namespace'],
  ['suffix', 'NamespaceSuffix'],
  ['eg', undefined],
])('takes %s for %s', (name, template) => {
  const found = findTemplate(name, templates);

  expect(found.ok ? found.template : undefined).toBe(template);
});

it.each([
  ['color', 'say which: --brand-color, --accent-color'],
  ['regoin', 'templates: --data-region, --brand-color, --namespace, --namespace-suffix, --accent-color'],
  ['data-regoin', 'did you mean --data-region?'],
])('helps with %s', (name, hint) => {
  expect(findTemplate(name, templates)).toMatchObject({ ok: false, hint });
});
