import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Report, type Sample } from '../harness.ts';
import { compileSides } from '../side-process.ts';
import { fillFolder, type World } from './history.ts';
import { type Asked, load } from './load.ts';

/** Few enough to be nothing, enough to fill every page that is asked for. */
const FEW = 150;
const MANY = 100_000;
const CONNECTIONS = 8;
const DURATION_MS = 2_000;

const programs = [new URL('emulator-side.ts', import.meta.url), new URL('bare-side.ts', import.meta.url)] as const;

interface Running {
  readonly process: ChildProcess;
  readonly told: Readonly<Record<string, string | number>>;
}

/**
 * The emulator over a folder with 100,000 deployments beside the same with few, and beside one bare route that gives the same answers; each in
 * a process of its own, asked over loopback. Throws at any answer that is no success.
 */
export async function measureEmulator(runs: number): Promise<Report> {
  const compiled = await compileSides(programs);
  const folder = await mkdtemp(join(tmpdir(), 'octopus-bench-'));
  const data = { many: join(folder, 'many'), few: join(folder, 'few') };
  const servers: Running[] = [];

  async function start(
    program: URL,
    given: { env?: Readonly<Record<string, string>>; say?: object },
  ): Promise<Running> {
    const env = { PATH: process.env.PATH ?? '', ...given.env };
    const child = fork(compiled(program), { execArgv: ['--expose-gc'], env });
    if (given.say !== undefined) child.send(given.say);
    const [told] = await once(child, 'message');
    return { process: child, told };
  }

  async function opened(place: string): Promise<Sample> {
    const server = await start(programs[0], { env: { BENCH_DATA: place } });
    const { openMs, sinceStartMs, rss } = server.told;
    server.process.disconnect();
    await once(server.process, 'exit');
    return { 'start ms': Number(sinceStartMs), 'open ms': Number(openMs), 'memory MB': Number(rss) / 1e6 };
  }

  try {
    const world = await fillFolder(data.many, MANY);
    await fillFolder(data.few, FEW);
    const asked = questions(world);
    for (const place of [data.many, data.few]) servers.push(await start(programs[0], { env: { BENCH_DATA: place } }));
    const [many, few] = servers;
    if (many === undefined || few === undefined) throw new Error('the servers did not start');
    const answers = Object.fromEntries(await Promise.all(asked.map((each) => answerTo(many, each))));
    const bare = await start(programs[1], { say: answers });
    servers.push(bare);
    const cases = asked.map((question) => ({
      name: question.name,
      sides: [
        { name: '100,000', run: () => speed(many, question) },
        { name: 'few', run: () => speed(few, question) },
        {
          name: 'bare Hono',
          run: () => speed(bare, { ...question, path: `/api/${encodeURIComponent(question.name)}` }),
        },
      ],
    }));
    const report = await measure('emulator', cases, runs);
    for (const { process } of servers.splice(0)) {
      process.disconnect();
      await once(process, 'exit');
    }
    const starts = await measure(
      'emulator',
      [
        {
          name: 'start',
          sides: [
            { name: '100,000', run: () => opened(data.many) },
            { name: 'few', run: () => opened(data.few) },
          ],
        },
      ],
      runs,
    );
    return { ...report, cases: [...report.cases, ...starts.cases] };
  } finally {
    for (const { process } of servers) process.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Question extends Omit<Asked, 'url' | 'headers'> {
  readonly name: string;
}

function questions({ spaceId, projectId, environmentId }: World): readonly Question[] {
  const at = `/api/${spaceId}`;
  return [
    { name: 'a project', method: 'GET', path: `${at}/projects/${projectId}` },
    { name: 'a page of deployments', method: 'GET', path: `${at}/deployments?take=30` },
    { name: 'a task', method: 'GET', path: '/api/tasks/ServerTasks-20' },
    { name: 'a progression', method: 'GET', path: `${at}/projects/${projectId}/progression` },
    {
      name: 'a write',
      method: 'PUT',
      path: `${at}/environments/${environmentId}`,
      body: JSON.stringify({ Name: 'Production', Description: 'written again' }),
    },
  ];
}

async function answerTo({ told }: Running, { name, method, path, body }: Question): Promise<[string, unknown]> {
  const response = await fetch(`${told.url}${path}`, {
    method,
    headers: { 'X-Octopus-ApiKey': String(told.apiKey) },
    ...(body === undefined ? {} : { body }),
  });
  return [name, await response.json()];
}

async function speed({ told }: Running, question: Question): Promise<Sample> {
  const headers = { 'x-octopus-apikey': String(told.apiKey ?? '') };
  const measured = await load(
    { ...question, url: String(told.url), headers },
    { connections: CONNECTIONS, durationMs: DURATION_MS },
  );
  return { 'per second': measured.perSecond, 'p99 ms': measured.p99Ms };
}
