import { execFile, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { measure, type Report, type Sample } from '../harness.ts';
import { countByClass } from './classes.ts';
import type { Ask, Closed, Opened, Told } from './server.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const trainProgram = `${root}apps/train/dist/main.js`;
const cliSources = `${root}tools/peers/cli`;
const cli = `${root}node_modules/.cache/bench/octopus`;

/** The server works as fast as a real one does: how often is looked depends on it. */
const speed = 1;
const LONGEST_MS = 1_200_000;

/**
 * Friday by the train, and by a script over the Octopus CLI, against the embedded server in the same state, at the pace of a real one. Both have
 * their usual settings, without a request budget; the same person approves. Throws when they leave something else on the server.
 */
export async function measureTrains(runs: number): Promise<Report> {
  await access(trainProgram).catch(() => {
    throw new Error('build the train first: npx pnpm@10 build');
  });
  execFileSync('go', ['build', '-o', cli, 'github.com/OctopusDeploy/cli/cmd/octopus'], { cwd: cliSources });
  const server = fork(new URL('server.ts', import.meta.url), {
    execArgv: ['--conditions=source', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  async function ask(question: Ask): Promise<Told> {
    const told = once(server, 'message');
    server.send(question);
    const [answer] = await told;
    return answer;
  }

  let left: Pick<Closed, 'deployments' | 'approvals'> | undefined;
  async function run(command: string, argv: readonly string[]): Promise<Sample> {
    const opened = (await ask({ open: { speed } })) as Opened; // the answer to that question
    const startedMs = performance.now();
    await promisify(execFile)(command, argv, {
      cwd: opened.folder,
      timeout: LONGEST_MS,
      env: {
        PATH: process.env.PATH,
        HOME: opened.folder,
        NO_COLOR: '1',
        OCTOPUS_URL: opened.url,
        OCTOPUS_API_KEY: opened.apiKey,
        OCTOPUS_REQUESTS_PER_MINUTE: '0',
        OCTOPUS_CLI: cli,
        KUBECONFIG: opened.kubeconfig,
      },
    });
    const wallS = (performance.now() - startedMs) / 1000;
    const { requests, ...outcome } = (await ask('close')) as Closed; // the answer to that question
    left ??= outcome;
    if (!isDeepStrictEqual(outcome, left)) {
      throw new Error(`left on the server: ${JSON.stringify(outcome)}, by another: ${JSON.stringify(left)}`);
    }
    return { ...countByClass(requests), 'wall s': wallS };
  }

  const friday = `${root}trains/friday.yaml`;
  const script = fileURLToPath(new URL('friday.sh', import.meta.url));
  const train = [trainProgram, 'run', friday, '--yes', '--wait', '15m', '--requested-by', 'alex.rivera'];
  const sides = [
    { name: 'train', run: () => run(process.execPath, train) },
    { name: 'script', run: () => run('bash', [script]) },
  ];
  try {
    return await measure('train', [{ name: 'friday', sides }], runs, { warmUp: false });
  } finally {
    server.disconnect();
  }
}
