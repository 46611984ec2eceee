import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { type Ended, type ProgramName, type Running, startProgram } from './programs.ts';

/** The embedded server as a process of its own, in a folder that other programs are run from. */
export interface OctopusProcess {
  readonly url: string;
  readonly running: Running;
  keyOf(username: string): Promise<string>;
  client(username: string): Promise<OctopusClient>;
  /** Runs a program against the server with somebody's key. */
  run(program: ProgramName, argv: readonly string[], username: string): Promise<Ended>;
  start(program: ProgramName, argv: readonly string[], username: string): Promise<Running>;
}

interface Start {
  /** Of its own choice unless told which. */
  readonly port?: string;
  /** As they stand in a faults file. */
  readonly faults?: readonly object[];
}

/** Starts `octopus --data` in a folder and waits for its first two lines. */
export async function startOctopus(folder: string, { port = '0', faults }: Start = {}): Promise<OctopusProcess> {
  const data = join(folder, 'server');
  const argv = ['--port', port, '--data', data, '--speed', '100'];
  if (faults) {
    const file = join(folder, 'faults.yaml');
    await writeFile(file, JSON.stringify(faults));
    argv.push('--faults', file);
  }
  const running = startProgram('octopus', { argv, cwd: folder, limitMs: 180_000 });
  const [, url = '', adminKey = ''] = await running.said(/^OCTOPUS_URL=(http:\S+)\nOCTOPUS_API_KEY=(API-[A-Z0-9]+)\n/);

  async function keyOf(username: string): Promise<string> {
    const keys = JSON.parse(await readFile(join(data, 'keys.json'), 'utf8')) as Record<string, string>; // user name → key
    return username === 'admin' ? adminKey : (keys[username] ?? '');
  }
  async function start(program: ProgramName, argv: readonly string[], username: string): Promise<Running> {
    const env = {
      OCTOPUS_URL: url,
      OCTOPUS_API_KEY: await keyOf(username),
      OCTOPUS_REQUESTS_PER_MINUTE: '0',
      KUBECONFIG: join(data, 'kubeconfig'),
      OCTOTRAIN_SETTLE: '1s',
      OCTOTRAIN_AUTO_WAIT: '2s',
      OCTOTRAIN_POLL: '50ms',
    };
    return startProgram(program, { argv, cwd: folder, env });
  }
  return {
    url,
    running,
    keyOf,
    client: async (username) =>
      createOctopusClient({ url, auth: { apiKey: await keyOf(username) }, requestsPerMinute: 0 }),
    run: async (program, argv, username) => (await start(program, argv, username)).ended,
    start,
  };
}

/** Makes FinPay on a new server, with its agents; nothing is deployed anywhere. */
export async function startFinPay(folder: string, options: Start = {}): Promise<OctopusProcess> {
  const octopus = await startOctopus(folder, options);
  for (const argv of [
    ['apply', '--yes'],
    ['agents', 'register', '--simulated'],
  ]) {
    const ended = await octopus.run('bootstrap', argv, 'admin');
    if (ended.code !== 0) throw new Error(`bootstrap ${argv.join(' ')}: ${ended.stdout}${ended.stderr}`);
  }
  return octopus;
}
