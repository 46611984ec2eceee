import { describe, expect, it } from 'vitest';
import { findRepetitions } from '../lint/find-repetitions.ts';
import { loadLab } from '../load/load-lab.ts';
import type { Space } from '../model/lab.ts';
import { finpayLab } from './finpay-lab.ts';

const merchants = Array.from({ length: 50 }, (_, index) => ({
  name: `Merchant ${index + 1}`,
  short: `m${index + 1}`,
  color: `#0000${String(index + 1).padStart(2, '0')}`,
  region: index % 2 === 0 ? 'us-east-1' : 'eu-west-1',
}));

/** FinPay with these tenants instead of its own, and what is said about them with these templates. */
function merchantsOf(tenants: string, table = ''): Space {
  const { text } = finpayLab;
  const from = text.indexOf('    tenants:\n');
  const to = text.indexOf('\npeople:');
  const spoken = text.slice(0, from) + tenants + text.slice(to);
  const whole = table === '' ? spoken : spoken.replace(/ {8}BrandColor: \{.*\n/, table);
  const loaded = loadLab({ ...finpayLab, text: whole });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  const space = loaded.lab.spaces.find(({ name }) => name === 'Merchants');
  if (!space) throw new Error('FinPay has merchants');
  return space;
}

/** Values that deployments of a space's tenants see: one for each tenant, template and environment. */
function seenIn({ tenants, environments }: Space): number {
  const count = tenants.map(({ values, commonValues }) => values.length + commonValues.length * environments.length);
  return count.reduce((sum, one) => sum + one, 0);
}

const byTemplate = `    tenants:\n${merchants
  .map(({ name, short, color, region }) => {
    return `      ${name}: { short: ${short}, values: { BrandColor: "${color}", DataRegion: ${region} } }\n`;
  })
  .join('')}`;

describe('fifty merchants', () => {
  it('are 51 lines, where the portal has 600 entries', () => {
    const space = merchantsOf(byTemplate);

    expect(byTemplate.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
    expect(space.tenants).toHaveLength(50);
    expect(seenIn(space)).toBe(600);
    expect(space.tenants[49]).toMatchObject({
      connections: [{ project: 'merchant-portal' }],
      tags: ['Hosting/Shared-K8s'],
      commonValues: [{ value: '#000050' }, { value: 'eu-west-1' }],
    });
    const namespaces = space.tenants.flatMap(({ values }) => values.filter(({ template }) => template === 'Namespace'));
    expect(new Set(namespaces.map(({ value }) => value)).size).toBe(150);
    expect(namespaces.at(-1)?.value).toBe('merchant-m50-prod');
  });

  it('are the same when a template has a table of them', () => {
    const table = `        BrandColor:\n          tenants:\n${merchants
      .map(({ name, color }) => `            ${name}: "${color}"\n`)
      .join('')}`;
    const tenants = byTemplate.replaceAll(/BrandColor: "#\d+", /g, '');

    expect(merchantsOf(tenants, table).tenants).toEqual(merchantsOf(byTemplate).tenants);
  });

  it('are the same one by one, with every value written out, by project and environment', () => {
    const tenants = `    tenants:\n${merchants
      .map(({ name, short, color, region }) => {
        const namespaces = [`Development: merchant-${short}-dev`, `Staging: merchant-${short}-staging`];
        const namespace = `{ ${namespaces.join(', ')}, Production: merchant-${short}-prod }`;
        const common = `Tenant Config: { BrandColor: "${color}", DataRegion: ${region} }`;
        return `      ${name}: { short: ${short}, values: { merchant-portal: { Namespace: ${namespace} }, ${common} } }\n`;
      })
      .join('')}`;

    expect(merchantsOf(tenants).tenants).toEqual(merchantsOf(byTemplate).tenants);
  });

  it('say nothing twice', () => {
    const from = finpayLab.text.indexOf('    tenants:\n');
    const text = finpayLab.text.slice(0, from) + byTemplate;

    expect(findRepetitions({ ...finpayLab, text }, { lines: 400, columns: 120 })).toEqual([]);
  });
});
