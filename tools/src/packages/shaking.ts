import { build } from 'esbuild';

/** What an application imports, and how much of the whole it may bring. */
export interface Share {
  readonly package: string;
  readonly names: readonly string[];
  readonly atMost: number;
  readonly platform: 'browser' | 'node';
}

/** Half as much again as measured when these were written: a new neighbour in a file shows, a new line does not. */
export const shares: readonly Share[] = [
  { package: '@octotrain/octostache', names: ['errorText'], atMost: 0.005, platform: 'browser' },
  { package: '@octotrain/octostache', names: ['isTruthy'], atMost: 0.005, platform: 'browser' },
  { package: '@octotrain/octostache', names: ['prepareVariables'], atMost: 0.045, platform: 'browser' },
  { package: '@octotrain/octostache', names: ['createTemplateCache'], atMost: 0.08, platform: 'browser' },
  {
    package: '@octotrain/octopus-client',
    names: ['OctopusError', 'OctopusNotFoundError', 'OctopusUnknownNameError'],
    atMost: 0.07,
    platform: 'node',
  },
];

/** What an application that imports only some names has to carry too much. `from` is a folder from which the package is found. */
export async function shakingFaults(share: Share, from: string): Promise<string[]> {
  const whole = await sizeOf(`export * from '${share.package}';`, share.platform, from);
  const part = await sizeOf(`export { ${share.names.join(', ')} } from '${share.package}';`, share.platform, from);
  if (part <= share.atMost * whole) return [];
  const names = share.names.join(', ');
  return [
    `importing ${names} alone brings ${part} of ${whole} bytes, ${percent(part / whole)}; at most ${percent(share.atMost)} are promised`,
  ];
}

/** Minified bytes of an application with everything it imports; what its platform does not have fails the build. */
async function sizeOf(contents: string, platform: Share['platform'], resolveDir: string): Promise<number> {
  const options = { bundle: true, minify: true, write: false, format: 'esm', logLevel: 'silent' } as const;
  const { outputFiles } = await build({ ...options, platform, stdin: { contents, resolveDir } });
  return outputFiles[0]?.contents.length ?? 0;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
