import { readFile } from 'node:fs/promises';
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

/** Starts `octopus --data` in a folder, on a port of its own choice unless told which, and waits for its first two lines. */
export async function startOctopus(folder: string, options: { port?: string } = {}): Promise<OctopusProcess> {
  const data = join(folder, 'server');
  const argv = ['--port', options.port ?? '0', '--data', data, '--speed', '100'];
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
export async function startFinPay(folder: string): Promise<OctopusProcess> {
  const octopus = await startOctopus(folder);
  for (const argv of [
    ['apply', '--yes'],
    ['agents', 'register', '--simulated'],
  ]) {
    const ended = await octopus.run('bootstrap', argv, 'admin');
    if (ended.code !== 0) throw new Error(`bootstrap ${argv.join(' ')}: ${ended.stdout}${ended.stderr}`);
  }
  return octopus;
}
