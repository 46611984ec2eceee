import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { applyLab, planLab } from '@octotrain/lab-apply';
import { type Lab, loadLab, type SecretReference, type SecretSource } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { type TerraformConfiguration, terraformOf } from '../../../tools/src/peers/terraform/configuration.ts';
import { openTerraform } from '../../../tools/src/peers/terraform-workspace.ts';
import type { Opened } from './server.ts';

/** The text of a lab file, and what it comes to. */
export interface LabText {
  readonly text: string;
  readonly file: string;
  readonly lab: Lab;
  readonly configuration: TerraformConfiguration;
}

/** A tool at work on one server. */
export interface Tool {
  /** Has a lab at hand. Not measured. */
  prepare(lab: LabText): Promise<void>;
  /** Makes the server match that lab. */
  apply(): Promise<void>;
  /** Finds that nothing is to be done; throws when something is. */
  planNothing(): Promise<void>;
  close(): Promise<void>;
}

export type OpenTool = (server: Opened) => Promise<Tool>;

export const bootstrapProgram = fileURLToPath(new URL('../../../apps/bootstrap/dist/main.js', import.meta.url));

/** What every secret of a lab is; all sides are told. */
const anySecret = 'a-secret-of-the-bench';

/** Thousands of resources take Terraform many minutes. */
const limitMs = 7_200_000;

export function readLab(source: { text: string; file: string }): LabText {
  const lab = labOf(source);
  return { ...source, lab, configuration: terraformOf(lab) };
}

function labOf(source: { text: string; file: string }): Lab {
  const loaded = loadLab(source);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

/** The bootstrap program, a process for each deed. */
export async function openBootstrap({ url, apiKey }: Opened): Promise<Tool> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-bench-'));
  const file = join(folder, 'lab.yaml');
  const { PATH = '', SystemRoot = '' } = process.env;
  let env: Readonly<Record<string, string>> = {};
  async function run(...argv: readonly string[]): Promise<void> {
    await promisify(execFile)(process.execPath, [bootstrapProgram, ...argv], {
      cwd: folder,
      maxBuffer: 256 * 1024 * 1024,
      env: {
        ...{ PATH, SystemRoot, HOME: folder, NO_COLOR: '1' },
        ...{ OCTOPUS_URL: url, OCTOPUS_API_KEY: apiKey, OCTOPUS_REQUESTS_PER_MINUTE: '0' },
        ...env,
      },
    });
  }
  return {
    async prepare({ text, configuration }) {
      await writeFile(file, text);
      env = environmentOf(configuration.secrets);
    },
    apply: () => run('apply', file, '--yes'),
    planNothing: () => run('plan', file, '--detailed-exitcode'),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function environmentOf(secrets: ReadonlyMap<string, SecretReference>): Record<string, string> {
  const names = [...secrets.values()].flatMap((reference) => ('env' in reference ? [reference.env] : []));
  return Object.fromEntries(names.map((name) => [name, anySecret]));
}

/** Terraform with the official provider, installed beforehand, with as many requests at once as it takes by itself. */
export async function openProvider({ url, apiKey }: Opened): Promise<Tool> {
  let workspace: ReturnType<typeof openTerraform> | undefined;
  async function run(...argv: readonly string[]): Promise<void> {
    const outcome = await workspace?.run(...argv, '-input=false');
    if (outcome?.code !== 0) throw new Error(`terraform ${argv.join(' ')}: ${outcome?.stderr || outcome?.stdout}`);
  }
  return {
    async prepare({ configuration }) {
      if (workspace !== undefined) return workspace.configure(configuration.text);
      const secrets = Object.fromEntries([...configuration.secrets.keys()].map((name) => [name, anySecret]));
      workspace = openTerraform({ server: { url, key: apiKey }, configuration: configuration.text, secrets, limitMs });
      await run('init');
    },
    apply: () => run('apply', '-auto-approve'),
    planNothing: () => run('plan', '-detailed-exitcode'),
    async close() {
      workspace?.close();
    },
  };
}

/** The library that the program is made of, inside this process: what is left without the start of a process and its words. */
export async function openLibrary({ url, apiKey }: Opened): Promise<Tool> {
  const client = createOctopusClient({ url, auth: { apiKey }, requestsPerMinute: 0 });
  const secrets: SecretSource = { env: () => anySecret, file: () => anySecret };
  let source = { text: '', file: '' };
  return {
    async prepare({ text, file }) {
      source = { text, file };
    },
    async apply() {
      const { result } = await applyLab({ client, lab: labOf(source), secrets });
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
    },
    async planNothing() {
      const { writes } = await planLab({ client, lab: labOf(source) });
      if (writes.length > 0) throw new Error(`${writes.length} changes are left`);
    },
    async close() {},
  };
}
