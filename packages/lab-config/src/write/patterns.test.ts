import { describe, expect, it } from 'vitest';
import { patternOf } from './patterns.ts';
import { type Cell, environmentShorts, type Shorts, tenantShorts } from './shorts.ts';

const tenants: readonly (readonly [name: string, short: string])[] = [
  ['Acme Corp', 'acme'],
  ['EuroShop', 'euro'],
  ['Nordic Goods', 'nordic'],
  ['Nordic Foods', 'nfoods'],
  ['Tenant 17', 't17'],
];
const environments: readonly (readonly [name: string, short: string])[] = [
  ['Development', 'dev'],
  ['Staging', 'staging'],
  ['Production', 'prod'],
];

function cellsOf(
  written: (tenant: readonly [string, string], environment: readonly [string, string]) => string,
): Cell[] {
  return tenants.flatMap((tenant) =>
    environments.map((environment) => ({
      tenant: tenant[0],
      environment: environment[0],
      value: written(tenant, environment),
    })),
  );
}

function found(cells: readonly Cell[]): { pattern: string | undefined; shorts: Shorts } {
  const shorts = { tenants: tenantShorts([cells]), environments: environmentShorts([cells]) };
  return { pattern: patternOf(cells, shorts), shorts };
}

describe('the pattern of a template', () => {
  it.each<[string, string, (tenant: readonly [string, string], environment: readonly [string, string]) => string]>([
    ['both', 'merchant-{tenant}-{environment}', ([, t], [, e]) => `merchant-${t}-${e}`],
    ['the other way round', '{environment}.{tenant}.example', ([, t], [, e]) => `${e}.${t}.example`],
    ['the tenant alone', 'db-{tenant}', ([, t]) => `db-${t}`],
    ['the environment alone', '{environment}-shared', (_, [, e]) => `${e}-shared`],
    ['names', '{tenant.name} in {environment.name}', ([t], [e]) => `${t} in ${e}`],
    ['one value for all', 'eu-west-1', () => 'eu-west-1'],
    [
      'what the server fills in',
      '#{Octopus.Deployment.Tenant.Name}-{environment}',
      (_, [, e]) => `#{Octopus.Deployment.Tenant.Name}-${e}`,
    ],
  ])('has %s', (_name, pattern, written) => {
    expect(found(cellsOf(written)).pattern).toBe(pattern);
  });

  it('takes short names from the values, where they are not the slugs', () => {
    const { shorts } = found(cellsOf(([, t], [, e]) => `merchant-${t}-${e}`));

    expect(Object.fromEntries(shorts.tenants)).toEqual(Object.fromEntries(tenants));
    expect(Object.fromEntries(shorts.environments)).toEqual({ Development: 'dev', Production: 'prod' });
  });

  it('may have a word twice, once another template has told the short names', () => {
    const plain = cellsOf(([, t], [, e]) => `${t}-${e}`);
    const cells = cellsOf(([, t], [, e]) => `s3://${t}-${e}/${t}`);
    const shorts = { tenants: tenantShorts([cells, plain]), environments: environmentShorts([cells, plain]) };

    expect(patternOf(cells, shorts)).toBe('s3://{tenant}-{environment}/{tenant}');
  });

  it('leaves a few exceptions to be written one by one', () => {
    const cells = cellsOf(([, t], [, e]) => (t === 'euro' && e === 'prod' ? 'legacy' : `m-${t}-${e}`));

    expect(found(cells).pattern).toBe('m-{tenant}-{environment}');
  });

  it('is none where values have nothing in common with names', () => {
    const colours = ['#FF6600', '#003399', '#112233', '#AABBCC', '#000000'];
    const cells = cellsOf(([name]) => colours[tenants.findIndex(([tenant]) => tenant === name)] ?? '');

    expect(found(cells)).toEqual({ pattern: undefined, shorts: { tenants: new Map(), environments: new Map() } });
  });
});
