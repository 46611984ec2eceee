import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** A program that is built from the Go module proxy; its versions are pinned in `tools/peers/NAME/go.sum`. */
const packages = {
  cli: 'github.com/OctopusDeploy/cli/cmd/octopus',
  e2e: 'github.com/OctopusDeploy/go-octopusdeploy/v2/test/e2e',
  provider: 'github.com/OctopusDeploy/terraform-provider-octopusdeploy',
  terraform: 'github.com/hashicorp/terraform',
} as const;

export type GoProgram = keyof typeof packages;

export const goPrograms: readonly GoProgram[] = ['cli', 'e2e', 'provider', 'terraform'];

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'peers');
const suffix = process.platform === 'win32' ? '.exe' : '';

function moduleFolder(name: GoProgram): string {
  return join(root, 'tools', 'peers', name);
}

/** Where a built program is: another folder for other sums. */
export function goProgramPath(name: GoProgram): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(moduleFolder(name), file)));
  return join(cache, `${name}-${hash.digest('hex').slice(0, 12)}`, fileName(name));
}

// Terraform finds a provider by the name of its file.
function fileName(name: GoProgram): string {
  return (name === 'provider' ? 'terraform-provider-octopusdeploy' : name) + suffix;
}

export function hasGo(): boolean {
  return spawnSync('go', ['version']).status === 0;
}

/** Builds what is not built yet for these sums; minutes the first time. */
export function buildGoProgram(name: GoProgram): void {
  const path = goProgramPath(name);
  if (existsSync(path)) return;
  console.error(`building ${packages[name]} from the Go module proxy`);
  mkdirSync(join(path, '..'), { recursive: true });
  const verb = name === 'e2e' ? ['test', '-c'] : ['build'];
  // Beside its place first: a build that was cut off leaves nothing that looks finished.
  const unfinished = `${path}.unfinished`;
  execFileSync('go', [...verb, '-trimpath', '-mod=readonly', '-o', unfinished, packages[name]], {
    cwd: moduleFolder(name),
    env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  renameSync(unfinished, path);
}

/** Folder of the e2e tests' sources: some read files beside them. */
export function e2eSources(): string {
  const [module] = packages.e2e.split('/test/');
  const folder = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module ?? ''], {
    cwd: moduleFolder('e2e'),
    env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
    encoding: 'utf8',
  }).trim();
  return join(folder, 'test', 'e2e');
}
