import { expect, it } from 'vitest';
import { loadLab } from '../load/load-lab.ts';
import { labFileOf } from './lab-file-of.ts';
import { writeLab } from './write-lab.ts';

function labOf(text: string) {
  const loaded = loadLab({ text, file: 'lab.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

const portal = (tenants: string) => `version: 1
lab: Portal
shared:
  environments: [{ name: Development, short: dev }, { name: Staging }, { name: Production, short: prod }]
spaces:
  Merchants:
    projects:
      portal:
        multiTenancy: tenanted
        templates: { Namespace: {}, Colour: {}, Region: {} }
      blog: { multiTenancy: tenanted }
    tenants:
${tenants}`;

it('writes fifty merchants that were written value by value in a line each', () => {
  const merchants = Array.from({ length: 50 }, (_, at) => {
    const names = ['dev', 'staging', 'prod'].map((short) => `merchant-m${at}-${short}`);
    const namespace = `{ Development: ${names[0]}, Staging: ${names[1]}, Production: ${names[2]} }`;
    const colour = `"#${String(100_000 + at * 997)}"`;
    const region = at % 2 === 0 ? 'eu-west-1' : 'us-east-1';
    return `      Merchant ${at}:
        projects: [portal]
        values: { portal: { Namespace: ${namespace}, Colour: ${colour}, Region: ${region} } }
`;
  });
  const lab = labOf(portal(merchants.join('')));

  const text = writeLab(lab);
  const lines = text.split('\n').filter((line) => line.includes('Merchant '));

  expect(labOf(text)).toEqual(lab);
  expect(labFileOf(lab).spaces.Merchants?.projects?.portal?.templates?.Namespace).toEqual({
    pattern: 'merchant-{tenant}-{environment}',
  });
  expect(labFileOf(lab).spaces.Merchants?.tenantDefaults).toEqual({ projects: ['portal'] });
  expect(lines).toHaveLength(50);
  expect(text.split('\n').length).toBeLessThan(80);
});

it('says of a tenant what most have and it has not', () => {
  const lab = labOf(
    portal(`      A: { projects: [blog] }
      B: { projects: [blog] }
      C: { projects: [blog] }
      D: {}
      E: { projects: { blog: [Staging] } }
`),
  );

  const written = labFileOf(lab).spaces.Merchants;

  expect(written?.tenantDefaults).toEqual({ projects: ['blog'] });
  expect(written?.tenants).toEqual({
    A: {},
    B: {},
    C: {},
    D: { projects: [] },
    E: { projects: { blog: ['Staging'] } },
  });
  expect(labOf(writeLab(lab))).toEqual(lab);
});
