import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const program = `
  import { createOctopusClient } from '@octotrain/octopus-client';
  const client = createOctopusClient({ url: process.env.OCTOPUS_URL, auth: { apiKey: process.env.OCTOPUS_API_KEY } });
  console.log(await client.api.GET('/api'));
`;

/** The folders of the client whose code a program has when it starts, and all that it may load. */
async function foldersOf(code: string): Promise<{ atStart: Set<string>; all: Set<string> }> {
  const { metafile } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)), sourcefile: 'program.ts' },
    outdir: 'unwritten',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
  });
  const outputs = Object.entries(metafile.outputs);
  const waiting = outputs.filter(([, { entryPoint }]) => entryPoint?.endsWith('program.ts')).map(([name]) => name);
  const atStart = new Set<string>();
  for (const name of waiting) {
    const output = metafile.outputs[name];
    for (const input of Object.keys(output?.inputs ?? {})) atStart.add(folderOf(input));
    for (const { path, kind } of output?.imports ?? []) {
      if (kind === 'import-statement' && metafile.outputs[path] && !waiting.includes(path)) waiting.push(path);
    }
  }
  return { atStart, all: new Set(outputs.flatMap(([, { inputs }]) => Object.keys(inputs).map(folderOf))) };
}

function folderOf(input: string): string {
  return /octopus-client\/src\/([^/]+)\//.exec(input)?.[1] ?? '';
}

it('a program that only makes calls by path does not load what releases, deployments and the like need', async () => {
  const { atStart, all } = await foldersOf(program);
  const features = ['releases', 'deployments', 'runbooks', 'variables'];

  expect([...all]).toEqual(expect.arrayContaining(features));
  expect(features.filter((folder) => atStart.has(folder))).toEqual([]);
  expect([...atStart]).toEqual(expect.arrayContaining(['api', 'transport']));
});
