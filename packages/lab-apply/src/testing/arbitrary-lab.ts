import {
  type Channel,
  type Environment,
  fitLab,
  type Lab,
  type Lifecycle,
  type Project,
  type Runbook,
  releaseTrainsProject,
  type SecretReference,
  type Space,
  type Step,
  type Template,
  type Tenant,
  type Variable,
  type VariableScope,
  type VariableSet,
} from '@octotrain/lab-config';
import fc from 'fast-check';

/** Texts that somewhere mean something else than themselves, and others. */
const text = fc.oneof(
  fc.constantFrom(
    'true',
    '007',
    '1.50',
    '- #1: {a}',
    'a: b',
    '#{Octopus.Release.Number | ToLower}',
    '{tenant}',
    "it's",
    '"q"',
  ),
  fc.stringMatching(/^[A-Za-zäß0-9 _.:#{}|-]{0,14}$/),
);
const lines = fc.array(text, { minLength: 1, maxLength: 3 }).map((some) => `echo ${some.join('\n')}`.trim());
const said = text.map((one) => one.trim() || 'x');
const description = fc.oneof(fc.constant(''), said);

const anywhere: VariableScope = {
  environments: [],
  targetTags: [],
  steps: [],
  channels: [],
  runbooks: [],
  deployment: false,
};

function secret(env: string): SecretReference {
  return { env, optional: false };
}

/** Some of a list, in its order. */
function some<Thing>(things: readonly Thing[]): fc.Arbitrary<readonly Thing[]> {
  return fc.subarray([...things]);
}

function variableOf(name: string, environments: readonly Environment[]): fc.Arbitrary<readonly Variable[]> {
  const names = environments.map((one) => one.name);
  const plain = { name, description: '', sensitive: false, scope: anywhere };
  return fc.oneof(
    said.map((value) => [{ ...plain, value }]),
    fc.tuple(...names.map(() => said)).map((values) =>
      names.map((environment, at) => ({
        ...plain,
        value: values[at] ?? '',
        scope: { ...anywhere, environments: [environment] },
      })),
    ),
    fc
      .tuple(said, said, description, some(names))
      .map(([value, other, about, only]) => [
        { ...plain, value, description: about },
        ...(only.length === 0
          ? []
          : [{ ...plain, value: other, description: about, scope: { ...anywhere, environments: only } }]),
      ]),
    fc
      .record({ label: said, description, required: fc.boolean() })
      .map((asked) => [{ ...plain, value: '', prompt: { ...asked, control: 'singleLine' as const, choices: [] } }]),
    fc.constant([{ ...plain, value: secret(`SECRET_${name.toUpperCase()}`), sensitive: true }]),
  );
}

function variables(environments: readonly Environment[]): fc.Arbitrary<readonly Variable[]> {
  const each = ['One', 'Two', 'Three'].map((name) => fc.option(variableOf(name, environments), { nil: [] }));
  return fc.tuple(...each).map((found) => found.flat());
}

function templates(prefix: string): fc.Arbitrary<readonly Template[]> {
  const template = fc.record({ label: said, help: description, default: said });
  return fc
    .array(template, { maxLength: 2 })
    .map((found) =>
      found.map((one, at) => ({ name: `${prefix}${at}`, ...one, control: 'singleLine' as const, choices: [] })),
    );
}

const git = { url: 'https://git.example/deploy.git', branch: 'main', credential: 'Git' };

function steps(prefix: string, environments: readonly Environment[]): fc.Arbitrary<readonly Step[]> {
  const names = environments.map(({ name }) => name);
  const when = fc.record({
    environments: some(names),
    excludedEnvironments: fc.constant([]),
    channels: fc.constant([]),
    condition: fc.constantFrom('success' as const, 'failure' as const, 'always' as const),
    disabled: fc.boolean(),
    required: fc.boolean(),
  });
  const what = fc.oneof(
    fc.record({
      kind: fc.constant('script' as const),
      syntax: fc.constantFrom('bash' as const, 'powershell' as const),
      script: lines,
    }),
    fc.record({
      kind: fc.constant('manual' as const),
      instructions: lines,
      responsibleTeams: some(['Owners']),
      blockConcurrentDeployments: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('helm' as const),
      chart: fc.constant('charts/a'),
      valuesFiles: some(['a.yaml', 'b.yaml']),
      release: said,
      namespace: said,
    }),
    fc.record({
      kind: fc.constant('kubernetesYaml' as const),
      paths: fc.constantFrom(['a.yaml'], ['a.yaml', 'b/c.yaml']),
    }),
  );
  return fc.array(fc.tuple(when, what), { maxLength: 3 }).map((found) =>
    found.map(([common, one], at): Step => {
      const base = { ...common, name: `${prefix} ${at}` };
      if (one.kind === 'manual') return { ...base, ...one };
      return one.kind === 'script'
        ? { ...base, ...one, packages: [] }
        : { ...base, ...one, git, targetTag: 'k8s', packages: [] };
    }),
  );
}

function runbook(environments: readonly Environment[]): fc.Arbitrary<Runbook> {
  return fc.record({
    name: fc.constant('Restart'),
    description,
    multiTenancy: fc.constantFrom('untenanted' as const, 'tenantedOrUntenanted' as const),
    environmentScope: fc.constantFrom('all' as const, 'lifecycle' as const),
    environments: fc.constant([]),
    // The emulator reads a repository when it publishes a runbook, and here it has none.
    process: steps('Runbook step', environments).filter(
      (process) => process.length > 0 && !process.some((step) => 'git' in step),
    ),
  });
}

const channels = fc.option(
  fc
    .record({ description, isDefault: fc.constant(false), lifecycle: fc.constant('Standard') })
    .map((one): Channel[] => [{ name: 'Hotfix', ...one, rules: [], tenantTags: [] }]),
  { nil: [] },
);

function project(name: string, environments: readonly Environment[]): fc.Arbitrary<Project> {
  return fc.record({
    name: fc.constant(name),
    description,
    group: fc.constantFrom('Default Project Group', 'Services'),
    lifecycle: fc.constantFrom('Default Lifecycle', 'Standard'),
    multiTenancy: fc.constantFrom('untenanted' as const, 'tenantedOrUntenanted' as const),
    variableSets: some(['Common']),
    variables: variables(environments),
    templates: templates('Own'),
    channels,
    process: steps('Step', environments),
    runbooks: fc.option(
      runbook(environments).map((one) => [one]),
      { nil: [] },
    ),
  });
}

interface Inside {
  readonly environments: readonly Environment[];
  readonly variableSets: readonly VariableSet[];
}

function tenant(name: string, projects: readonly Project[], inside: Inside): fc.Arbitrary<Tenant> {
  const served = projects.filter(({ multiTenancy }) => multiTenancy !== 'untenanted');
  const names = inside.environments.map((one) => one.name);
  return fc
    .record({
      description,
      tags: some(['Hosting/Shared', 'Hosting/Own']),
      connected: some(served),
      isByPattern: fc.boolean(),
      values: fc.array(said, { minLength: 8, maxLength: 8 }),
    })
    .map(({ connected, isByPattern, values, ...rest }): Tenant => {
      const sets = inside.variableSets.filter((set) => connected.some((one) => one.variableSets.includes(set.name)));
      return {
        name,
        ...rest,
        connections: connected.map((one) => ({ project: one.name, environments: names })),
        values: connected.flatMap((one) =>
          one.templates.flatMap((template, nth) =>
            names.map((environment, at) => ({
              project: one.name,
              template: template.name,
              environment,
              value: isByPattern
                ? `m-${name.slice(0, 2)}-${environment.slice(0, 3)}`.toLowerCase()
                : (values[nth + at] ?? ''),
            })),
          ),
        ),
        commonValues: sets.flatMap((set) =>
          set.templates.map((template) => ({ variableSet: set.name, template: template.name, value: values[0] ?? '' })),
        ),
      };
    });
}

function space(
  name: string,
  environments: readonly Environment[],
  lifecycle: Lifecycle,
  shared: VariableSet,
): fc.Arbitrary<Space> {
  const tenants = (projects: readonly Project[], inside: Inside) =>
    fc
      .tuple(...['Acme Corp', 'EuroShop', 'Nordic'].map((one) => fc.option(tenant(one, projects, inside))))
      .map((all) => all.filter((one) => one !== null));
  const own = fc.record({
    name: fc.constant('Common'),
    description,
    variables: variables(environments),
    templates: templates('Common'),
  });
  return fc
    .tuple(fc.oneof(fc.constant(shared), own), fc.tuple(project('web', environments), project('api', environments)))
    .chain(([set, projects]) =>
      fc
        .record({
          description,
          tenants: tenants(projects, { environments, variableSets: [set] }),
          hasFeed: fc.boolean(),
        })
        .map(
          ({ description: about, tenants: served, hasFeed }): Space => ({
            name,
            description: about,
            isDefault: name === 'Alpha',
            environments,
            lifecycles: [lifecycle],
            gitCredentials: [{ name: 'Git', description: '', username: 'robot', password: secret('GIT') }],
            feeds: hasFeed ? [{ name: 'Images', type: 'docker', url: 'https://images.example' }] : [],
            tagSets: [
              {
                name: 'Hosting',
                description: about,
                tags: [
                  { name: 'Shared', description: '', color: '#333333' },
                  { name: 'Own', description: about, color: '#3156B3' },
                ],
              },
            ],
            variableSets: [set],
            projectGroups: [{ name: 'Services', description: '' }],
            projects,
            tenants: served,
            agents: ['dev', 'live'].map((cluster) => ({
              name: `${name.toLowerCase()}-${cluster}`,
              space: name,
              cluster,
              context: `kind-${cluster}`,
              targetTags: ['k8s'],
              environments: environments.map((one) => one.name),
              multiTenancy: 'tenantedOrUntenanted',
              tenants: served.map((one) => one.name),
              tenantTags: [],
              confined: false,
            })),
          }),
        ),
    );
}

/** Small labs with something of every kind, and texts that are hard to write down. */
export const arbitraryLab: fc.Arbitrary<Lab> = fc
  .tuple(some(['Development', 'Staging', 'Load Test']), fc.array(description, { minLength: 4, maxLength: 4 }))
  .chain(([names, about]) => {
    const environments = [...names, 'Production'].map((name, at) => ({ name, description: about[at] ?? '' }));
    const lifecycle: Lifecycle = {
      name: 'Standard',
      description: about[0] ?? '',
      phases: environments.map(({ name }) => ({ name, automatic: [], manual: [name], minimum: 0, optional: false })),
    };
    return variables(environments).chain((common) => {
      const shared: VariableSet = { name: 'Common', description: '', variables: common, templates: [] };
      return fc.tuple(
        space('Alpha', environments, lifecycle, shared),
        fc.option(space('Beta', environments, lifecycle, shared)),
        description,
      );
    });
  })
  .map(([alpha, beta, about]) => {
    const record = releaseTrainsProject({ teams: ['Owners'] });
    const platform = { ...alpha, projects: [...alpha.projects, record] };
    const spaces = beta === null ? [platform] : [platform, beta];
    const nowhereElse = { environments: [], projects: [], projectGroups: [], tenants: [] };
    const fitted = fitLab({
      name: 'Arbitrary',
      description: '',
      spaces,
      users: [
        { username: 'ann', displayName: 'Ann Lee', email: 'ann@example.com', isService: false },
        { username: 'robot', displayName: 'Robot', email: '', isService: true },
      ],
      roles: [
        { name: 'Looker', description: about, spacePermissions: ['EventView', 'ProjectView'], systemPermissions: [] },
      ],
      teams: [
        {
          name: 'Owners',
          description: about,
          members: ['ann'],
          roles: spaces.map(({ name }) => ({
            role: 'Looker',
            space: name,
            ...nowhereElse,
            environments: ['Production'],
          })),
        },
      ],
      trains: { space: 'Alpha', project: record.name, approvers: ['Owners'] },
    });
    // A lab that lost something on the way would try less than it seems to.
    if (fitted.unfit.length > 0) throw new Error(JSON.stringify(fitted.unfit));
    return fitted.lab;
  });
