import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readToken } from '@octotrain/train-engine';
import { startApprover } from './approver.ts';
import { type CountingProxy, type Cut, openCountingProxy } from './counting-proxy.ts';
import { type FridayWorld, openFriday } from './friday-world.ts';
import { type Ended, runBuilt, startProgram } from './programs.ts';
import { added, standings } from './standing.ts';

/** What a train, cut off somewhere and taken up again, left on the server. */
export interface CutRide {
  /** Deployments and runbook runs that were not there before, sorted. */
  readonly standings: readonly string[];
  /** Tokens that are there more than once. */
  readonly doubled: readonly string[];
  /** User names of who answered interruptions, one for each answer, by the server's audit; sorted. */
  readonly approvers: readonly string[];
  /** Requests of the first process, by what they asked for. */
  readonly requests: readonly string[];
  /** False: it was over before that request. */
  readonly isCut: boolean;
  readonly ended: Ended;
}

const train = ['friday.yaml', '--requested-by', 'alex.rivera', '--wait', '5m'];

/** Runs Friday's train as a process of its own, kills it at the cut, and lets another process go on to the end. */
export async function rideWithCut(cut?: Cut): Promise<CutRide> {
  const world = await openFriday();
  const proxy = await openCountingProxy(world.url);
  const approver = startApprover(world, 'marcus.webb');
  const admin = world.as('admin');
  try {
    const before = { standings: await standings(admin), approvers: await approversOf(world) };
    const env = { ...world.env, OCTOPUS_URL: proxy.url, KUBECONFIG: await throughProxy(world, proxy) };
    const first = startProgram('train', { argv: train, cwd: world.folder, env });
    let isCut = false;
    if (cut) {
      proxy.arm(cut, () => {
        isCut = true;
        return first.kill('SIGKILL');
      });
    }
    let ended = await first.ended;
    const requests = [...proxy.requests];
    if (isCut) ended = await runBuilt('train', { argv: await goingOn(world, cut), cwd: world.folder, env });
    return {
      standings: added(before.standings, await standings(admin)),
      doubled: doubledTokens(world),
      approvers: added(before.approvers, await approversOf(world)),
      requests,
      isCut,
      ended,
    };
  } finally {
    await approver.stop();
    await proxy.close();
    await world.close();
  }
}

/** The same command line again does what `resume` does; both are used in turn, where there is something to resume. */
async function goingOn(world: FridayWorld, cut: Cut | undefined): Promise<readonly string[]> {
  const status = await runBuilt('train', { argv: ['status'], cwd: world.folder });
  const isResumed = status.code === 0 && cut !== undefined && cut.request % 2 === 0;
  return isResumed ? ['resume', '--wait', '5m'] : train;
}

/** What the train asks of the clusters is counted too. */
async function throughProxy(world: FridayWorld, proxy: CountingProxy): Promise<string> {
  const path = join(world.folder, 'kubeconfig');
  const config = await readFile(world.env.KUBECONFIG ?? '', 'utf8');
  await writeFile(path, config.replaceAll(world.url, proxy.url), { mode: 0o600 });
  return path;
}

function doubledTokens({ emulator }: FridayWorld): readonly string[] {
  const { store } = emulator.world;
  const tokens = [...store.all('Deployments'), ...store.all('RunbookRuns')].flatMap((posted) => {
    const token = readToken(posted.Comments);
    if (!token) return [];
    return [[token.run, token.car, token.try, posted.EnvironmentId, posted.TenantId].join(' ')];
  });
  return tokens.filter((token, index) => tokens.indexOf(token) !== index);
}

async function approversOf(world: FridayWorld): Promise<readonly string[]> {
  const query = { eventCategories: 'InterruptionSubmitted', take: 100 };
  const { data } = await world.as('admin').api.GET('/api/events', { params: { query } });
  return data.Items.map(({ Username }) => Username ?? '?').sort();
}
