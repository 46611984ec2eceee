import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runProgram } from '@octotrain/command-line';
import { applyLab, registerAgents } from '@octotrain/lab-apply';
import { loadLab } from '@octotrain/lab-config';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator, type State, virtualClock } from '@octotrain/octopus-emulator';
import { app } from '../app.ts';
import { tenantAddFlags } from '../commands/tenant-add.ts';
import { rewriteOptions } from './rewrite-options.ts';
import { shopLab } from './shop-lab.test-data.ts';

const start = Date.parse('2026-11-20T08:00:00Z');

/** Stands between the program and the server. */
type Intercept = (request: Request, answer: () => Promise<Response>) => Promise<Response>;

/** A server with the lab of shops, a folder with its file, and the program. */
export interface Shop {
  readonly emulator: Emulator;
  readonly client: OctopusClient;
  readonly folder: string;
  read(): Promise<string>;
  write(text: string): Promise<void>;
  /** Waits until the server has nothing to do any more. */
  settle(): Promise<void>;
  release(version: string): Promise<void>;
  deploy(version: string, environment: string, tenants: readonly string[]): Promise<void>;
  /** Runs the program; a word of several words is written with `_`. */
  run(line: string, setting?: Setting): Promise<Ran>;
  /**
   * Runs it as a process that is killed when so many requests have been answered by the server; the last answer never
   * arrives. False when it ended before.
   */
  runKilled(line: string, requests: number): Promise<boolean>;
}

interface Setting {
  readonly isTTY?: boolean;
  readonly answers?: readonly string[];
  readonly intercept?: Intercept;
  /** Proceeds with what a task asks while the program waits. */
  readonly approves?: boolean;
  readonly signal?: AbortSignal;
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly asked: readonly string[];
}

/** Starts one from a state that was made before, or makes it. */
export async function startShop(state?: State): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-tenant-'));
  const clock = virtualClock(start);
  const emulator = await createEmulator({ clock, ...(state === undefined ? {} : { state }) });
  const client = createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: emulator.administratorKey },
    requestsPerMinute: 0,
    fetch: (request) => emulator.fetch(request),
  });
  const path = join(folder, 'lab.yaml');
  await writeFile(path, shopLab);
  if (state === undefined) {
    const loaded = loadLab({ text: shopLab, file: 'lab.yaml' });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    await applyLab({ client, lab: loaded.lab });
    await registerAgents({ client, lab: loaded.lab, simulated: true });
  }

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await emulator.world.background.settled();
      if (clock.pending() === 0 || !clock.runNext()) quiet += 1;
      if ((clock.nextDueMs() ?? 0) > clock.now() + 600_000) quiet += 1;
    }
  }

  async function approve(): Promise<void> {
    const space = await client.space('Shops');
    for (const one of await client.interruptions.list({ spaceId: space.id, pendingOnly: true })) {
      await client.interruptions.answer({ spaceId: space.id, interruptionId: one.Id, result: 'Proceed' });
    }
  }

  async function run(line: string, setting: Setting = {}): Promise<Ran> {
    const written = { stdout: '', stderr: '' };
    const output = (name: 'stdout' | 'stderr') => ({
      write(text: string) {
        written[name] += text;
      },
      isTTY: setting.isTTY ?? false,
      columns: 100,
    });
    const answers = [...(setting.answers ?? [])];
    const asked: string[] = [];
    const context = Object.assign(
      createContext({
        stdout: output('stdout'),
        stderr: output('stderr'),
        env: {
          OCTOPUS_URL: 'http://octopus',
          OCTOPUS_API_KEY: emulator.administratorKey,
          NO_COLOR: '1',
          OCTOPUS_REQUESTS_PER_MINUTE: '0',
        },
        cwd: folder,
        signal: () => setting.signal ?? new AbortController().signal,
      }),
      {
        fetch: (request: Request) => {
          const answer = () => emulator.fetch(request);
          return setting.intercept?.(request, answer) ?? answer();
        },
        clock: {
          now: clock.now,
          async sleep(ms: number) {
            // What the program has seen by now is answered.
            if (setting.approves) await approve();
            await emulator.world.background.settled();
            clock.advance(ms);
            await emulator.world.background.settled();
          },
        },
        async ask(question: string) {
          asked.push(question);
          return answers.shift() ?? '';
        },
      },
    );
    const words = line.split(' ').map((word) => word.replaceAll('_', ' '));
    const code = await runProgram(app, context, rewriteOptions(words, tenantAddFlags));
    return { code, asked, ...written };
  }

  async function runKilled(line: string, requests: number): Promise<boolean> {
    let answered = 0;
    let kill: (value: boolean) => void = () => undefined;
    const killed = new Promise<boolean>((resolve) => {
      kill = resolve;
    });
    const never = new Promise<Response>(() => undefined);
    async function intercept(_request: Request, answer: () => Promise<Response>): Promise<Response> {
      if (answered >= requests) return never;
      answered += 1;
      const response = await answer();
      if (answered < requests) return response;
      kill(true);
      return never;
    }
    const ended = run(line, { intercept, approves: true }).then(() => false);
    return Promise.race([killed, ended]);
  }

  return {
    emulator,
    client,
    runKilled,
    folder,
    read: () => readFile(path, 'utf8'),
    write: (text) => writeFile(path, text),
    settle,
    async release(version) {
      const space = await client.space('Shops');
      await space.releases.create({ project: 'web', version });
      await settle();
    },
    async deploy(version, environment, tenants) {
      const space = await client.space('Shops');
      await space.deployments.deploy({ project: 'web', release: version, environment, tenants });
      await settle();
      await approve();
      await settle();
    },
    run,
  };
}

/** Removes what a shop left on the disk. */
export async function closeShop(shop: Shop): Promise<void> {
  await rm(shop.folder, { recursive: true, force: true });
}
