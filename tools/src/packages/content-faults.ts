/** The parts of a published package.json that are judged. */
interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
}

/** Libraries that are installed for themselves promise to bring little with them. */
const mostDependencies: Readonly<Record<string, number>> = {
  '@octotrain/octopus-client': 3,
  '@octotrain/octostache': 3,
};

/** What is wrong with what a tarball holds, by rules that no public checker has. */
export function contentFaults(files: ReadonlyMap<string, string>): string[] {
  // What pnpm has just written out of our own manifest.
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as Manifest;
  const dependencies = Object.entries(manifest.dependencies ?? {});
  const limit = mostDependencies[manifest.name] ?? Number.POSITIVE_INFINITY;
  return [
    ...['package.json', 'README.md', 'LICENSE'].filter((file) => !files.has(file)).map((file) => `has no ${file}`),
    ...dependencies
      .filter(([, range]) => /^(workspace|catalog):/.test(range))
      .map(([name, range]) => `depends on ${name} as ${range}, which nobody outside can resolve`),
    ...(JSON.stringify(manifest.exports ?? {}).includes('"source"')
      ? ['exports its sources, which it does not have']
      : []),
    ...(dependencies.length > limit
      ? [`has ${dependencies.length} run-time dependencies; at most ${limit} are promised`]
      : []),
    ...[...files.keys()]
      .filter((file) => /\.test\.|(^|\/)(src|testing|node_modules)\//.test(file))
      .map((file) => `holds ${file}`),
  ];
}
