import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const version = 'v1.7.12';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'node_modules', '.cache', 'actionlint', version);
const program = join(folder, process.platform === 'win32' ? 'actionlint.exe' : 'actionlint');

process.exitCode = main();

/** Checks the workflows with actionlint, which is built once from the Go module proxy. Without Go: skipped by hand, a failure in CI. */
function main(): number {
  const workflows = readdirSync(join(root, '.github', 'workflows')).filter((file) => file.endsWith('.yml'));
  if (!existsSync(program)) {
    if (spawnSync('go', ['version']).status !== 0) return withoutGo();
    console.error(`building actionlint ${version} into ${folder}`);
    mkdirSync(folder, { recursive: true });
    execFileSync('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@${version}`], {
      env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
      stdio: 'inherit',
    });
  }
  const paths = workflows.map((file) => join('.github', 'workflows', file));
  const { status } = spawnSync(program, paths, { cwd: root, stdio: 'inherit' });
  if (status === 0) console.error(`actionlint ${version}: ${workflows.length} workflows, no fault`);
  return status ?? 1;
}

function withoutGo(): number {
  const inCi = Boolean(process.env.CI);
  console.error(
    `workflows ${inCi ? 'cannot be' : 'were not'} checked: actionlint is built with Go, and there is no \`go\` on PATH`,
  );
  return inCi ? 1 : 0;
}
