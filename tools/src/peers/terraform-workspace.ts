import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { goProgramPath } from './go-programs.ts';
import { type Outcome, runProcess } from './run-process.ts';

/** A folder with a configuration, a state, and the provider beside it. */
export interface TerraformWorkspace {
  /** Runs a command to its end; it never asks. */
  run(...argv: readonly string[]): Promise<Outcome>;
  /** Puts another configuration in the place of the first. */
  configure(text: string): void;
  close(): void;
}

const providerVersion = '1.17.0';
const minuteMs = 60_000;

/** A folder for one server, with `main.tf` in it. `secrets` are values of the configuration's variables. */
export function openTerraform(options: {
  server: { readonly url: string; readonly key: string };
  configuration: string;
  secrets?: Readonly<Record<string, string>>;
  /** A command that takes longer is ended; five minutes unless given. */
  limitMs?: number;
}): TerraformWorkspace {
  const { server, configuration, secrets = {}, limitMs = 5 * minuteMs } = options;
  const folder = mkdtempSync(join(tmpdir(), 'octopus-terraform-'));
  const configure = (text: string) => writeFileSync(join(folder, 'main.tf'), text);
  configure(configuration);
  const mirror = join(folder, 'mirror');
  placeProvider(mirror);
  const settings = join(folder, 'terraform.rc');
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  const env = {
    CHECKPOINT_DISABLE: '1',
    HOME: folder,
    OCTOPUS_APIKEY: server.key,
    OCTOPUS_URL: server.url,
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: '1',
    ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`TF_VAR_${name}`, value])),
  };
  return {
    run: (...argv) => runProcess(goProgramPath('terraform'), [...argv, '-no-color'], { cwd: folder, env, limitMs }),
    configure,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Terraform looks for a provider in a mirror under its address, version and platform. */
function placeProvider(mirror: string): void {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = process.arch === 'x64' ? 'amd64' : process.arch;
  const place = join(
    ...[mirror, 'registry.terraform.io', 'octopusdeploy', 'octopusdeploy', providerVersion, `${system}_${machine}`],
  );
  mkdirSync(place, { recursive: true });
  const suffix = process.platform === 'win32' ? '.exe' : '';
  copyFileSync(goProgramPath('provider'), join(place, `terraform-provider-octopusdeploy_v${providerVersion}${suffix}`));
}
