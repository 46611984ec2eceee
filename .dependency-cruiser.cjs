/** The arrows of ARCHITECTURE.md as rules. */
const packages = {
  octostache: [],
  'checked-yaml': [],
  'command-line': [],
  'durable-files': [],
  'octopus-client': [],
  'kube-kit': ['durable-files'],
  'train-engine': ['checked-yaml'],
  'lab-config': ['checked-yaml'],
  'lab-apply': ['octopus-client', 'lab-config'],
  'octopus-emulator': ['octopus-client', 'octostache', 'checked-yaml', 'durable-files'],
};

/** What a package's tests may use beyond its own arrows. */
const testPartners = { 'lab-apply': ['octopus-emulator'] };

const arrows = Object.entries(packages).map(([name, allowed]) => ({
  name: `arrows-of-${name}`,
  comment: `packages/${name} may import: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: testPartners[name] ? '\\.test\\.ts$|/src/testing/' : '^$' },
  to: { path: '^(packages|apps)/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

const testArrows = Object.entries(testPartners).map(([name, partners]) => ({
  name: `arrows-of-tests-of-${name}`,
  severity: 'error',
  from: { path: `^packages/${name}/.*(\\.test\\.ts$|/src/testing/)` },
  to: { path: '^(packages|apps)/', pathNot: `^packages/(${[name, ...packages[name], ...partners].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    ...testArrows,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-deep-imports-across-packages',
      severity: 'error',
      from: { path: '^(packages|apps|tools|test)/([^/]+)/' },
      to: { path: '^packages/[^/]+/(?!src/index\\.ts$|openapi/|finpay/)', pathNot: '^$1/$2/' },
    },
    {
      name: 'the-engine-is-pure',
      comment: 'clock, network, files, processes and randomness come in as arguments',
      severity: 'error',
      from: { path: '^packages/(train-engine|octostache)/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-undeclared-dependencies',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
