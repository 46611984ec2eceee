import { fork } from 'node:child_process';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { measure, type Report, type Sample } from '../harness.ts';
import { compileSides, runSide } from '../side-process.ts';
import { releaseVersions } from './names.ts';
import type { Ask, Outcome, Told } from './server.ts';
import { tenantNames } from './world.ts';

const programs = {
  octotrain: new URL('octotrain-side.ts', import.meta.url),
  'api-client': new URL('peer-side.ts', import.meta.url),
};

/** Both wait as long between two looks. */
const pollEveryMs = 20;

/**
 * Both clients make a release, deploy it to 1, 10 and 100 tenants and wait for all, twice, against the same server on loopback in a process
 * of its own. Neither has a request budget, and neither sends two requests at once. Throws when one leaves something else on the server.
 */
export async function measureClients(runs: number): Promise<Report> {
  const compiled = await compileSides(Object.values(programs));
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

  async function run(file: string, tenants: readonly string[]): Promise<Sample> {
    const opened = await ask('open');
    if (!('url' in opened)) throw new Error('the server did not open');
    const env = {
      BENCH_URL: opened.url,
      BENCH_KEY: opened.apiKey,
      BENCH_TENANTS: JSON.stringify(tenants),
      BENCH_POLL_MS: String(pollEveryMs),
    };
    const sample = await runSide<Sample>(file, env);
    const closed = await ask('close');
    if (!('outcome' in closed)) throw new Error('the server did not close');
    mustBe(closed.outcome, tenants);
    const looks = closed.requests.filter((request) => /^GET .*\/tasks\b/.test(request)).length;
    return { 'requests, looks at tasks left out': closed.requests.length - looks, 'looks at tasks': looks, ...sample };
  }

  const cases = [1, 10, 100].map((count) => ({
    name: `${count} tenant${count > 1 ? 's' : ''}`,
    sides: Object.entries(programs).map(([name, program]) => ({
      name,
      run: () => run(compiled(program), tenantNames(count)),
    })),
  }));
  try {
    return await measure('client', cases, runs);
  } finally {
    server.disconnect();
  }
}

function mustBe(outcome: Outcome, tenants: readonly string[]): void {
  const deployments = tenants.flatMap((tenant) => releaseVersions.map((version) => `${tenant} ${version}: Success`));
  const wanted = { releases: releaseVersions, deployments };
  if (!isDeepStrictEqual(outcome, wanted)) throw new Error(`left on the server: ${JSON.stringify(outcome)}`);
}
