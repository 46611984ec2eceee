import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { firstDifference } from '../spec/first-difference.ts';
import { type ClientResult, renderTable, withTable } from './table.ts';

const root = new URL('../../../', import.meta.url);
const readme = new URL('packages/octopus-emulator/README.md', root);

const countsSchema = z.strictObject({
  checks: z.number(),
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
});

const clients = [
  {
    results: 'go-client',
    client: 'go-octopusdeploy',
    what: "the client's own end-to-end tests",
    pin: { file: 'tools/peers/e2e/go.mod', name: 'github.com/OctopusDeploy/go-octopusdeploy/v2' },
  },
  {
    results: 'cli',
    client: 'Octopus CLI',
    what: 'commands, from a space to a deployment',
    pin: { file: 'tools/peers/cli/go.mod', name: 'github.com/OctopusDeploy/cli' },
  },
  {
    results: 'terraform',
    client: 'terraform-provider-octopusdeploy',
    what: 'apply, empty plan, change, drift, destroy',
    pin: { file: 'tools/peers/provider/go.mod', name: 'github.com/OctopusDeploy/terraform-provider-octopusdeploy' },
  },
  {
    results: 'api-client',
    client: '@octopusdeploy/api-client',
    what: 'repositories, waiting, interruptions',
    pin: { file: 'pnpm-workspace.yaml', name: '"@octopusdeploy/api-client":' },
  },
];

process.exitCode = await main(process.argv.slice(2));

/** Writes the table of clients into the emulator's README, or with --check says where the committed one differs. */
async function main(args: readonly string[]): Promise<number> {
  const page = await readFile(readme, 'utf8');
  const wanted = withTable(page, renderTable(await readResults()));
  const path = fileURLToPath(readme);
  if (wanted === undefined) {
    console.error(`${path}: has no place for the table of clients`);
    return 1;
  }
  if (!args.includes('--check')) {
    await writeFile(readme, wanted);
    return 0;
  }
  const line = firstDifference(page, wanted);
  if (line === undefined) return 0;
  console.error(`${path}:${line}: differs from the last run of clients; run pnpm spec:generate`);
  return 1;
}

async function readResults(): Promise<readonly ClientResult[]> {
  return Promise.all(
    clients.map(async ({ results, client, what, pin }) => {
      const text = await readFile(new URL(`test/peers/results/${results}.json`, root), 'utf8');
      return { client, what, version: await versionOf(pin), ...countsSchema.parse(JSON.parse(text)) };
    }),
  );
}

/** The version behind a name, as Go and pnpm write both into their files. */
async function versionOf({ file, name }: { file: string; name: string }): Promise<string> {
  const lines = (await readFile(new URL(file, root), 'utf8')).split('\n');
  const line = lines.map((text) => text.trim().replace(/^require /, '')).find((text) => text.startsWith(`${name} `));
  const version = line?.slice(name.length).trim().split(' ')[0];
  if (version === undefined) throw new Error(`${file} pins no version of ${name}`);
  return version;
}
