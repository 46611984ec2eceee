import { applyLab, registerAgents } from '@octotrain/lab-apply';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';

/** The line of a table that begins with these words, its columns apart. */
function rowOf(stdout: string, words: string): readonly string[] | undefined {
  return stdout
    .split('\n')
    .find((line) => line.startsWith(words))
    ?.trim()
    .split(/ {2,}/);
}

const broker = 'kafka-1.finpay.internal:9092';
const lines = finpayLab.text.split('\n');
const lineOf = (words: string) => String(lines.findIndex((line) => line.includes(words)) + 1);

describe('without a server', () => {
  const tally = (...words: readonly string[]) =>
    runBootstrap(['tally', '--offline', ...words], { fetch: noServer, env: { OCTOPUS_URL: undefined } });

  it('counts what the file makes, and where it is written', async () => {
    const { code, stdout, stderr } = await tally();

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(rowOf(stdout, 'what')).toEqual(['what', 'made by the file', 'written', 'in lines']);
    expect(rowOf(stdout, 'lifecycle Standard')).toEqual(['lifecycle Standard', '3', '1', lineOf('    Standard:')]);
    expect(rowOf(stdout, 'agents')?.slice(0, 3)).toEqual(['agents', '6', '3']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('names the one line that holds a broker', async () => {
    const { stdout } = await tally('--value', broker);

    expect(stdout).toMatch(/^Made by the file: 3 values in 3 spaces\n/);
    expect(stdout).toContain('In the file: 1 line\n');
    expect(stdout).toContain(`finpay/lab.yaml:${lineOf(broker)}`);
  });

  it('says so when nothing is there', async () => {
    const { code, stdout } = await tally('--variable', 'Nothing');

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Made by the file: 0 values\n\nIn the file: 0 lines\n' });
  });

  it('wants something to look for', async () => {
    const { code, stderr } = await tally('--value', '');

    expect(code).toBe(64);
    expect(stderr).toContain('--value and --variable want something');
  });
});

describe('with a server', () => {
  let emulator: Emulator;
  const tally = (...words: readonly string[]) =>
    runBootstrap(['tally', ...words], {
      fetch: (request) => emulator.fetch(request),
      env: { OCTOPUS_API_KEY: emulator.administratorKey },
    });

  beforeAll(async () => {
    emulator = await createEmulator();
    const client = createOctopusClient({
      url: 'http://octopus',
      auth: { apiKey: emulator.administratorKey },
      requestsPerMinute: 0,
      fetch: (request) => emulator.fetch(request),
    });
    const loaded = loadLab(finpayLab);
    if (!loaded.ok) throw new Error('FinPay is right');
    await applyLab({ client, lab: loaded.lab });
    await registerAgents({ client, lab: loaded.lab, simulated: true });
  });

  it("fills the lab's own table", async () => {
    const { code, stdout, stderr } = await tally('--json');

    const { rows, heldBy } = JSON.parse(stdout);
    const counts = rows.map((row: { kind: string; name: string; held: number; written: readonly unknown[] }) => {
      return [`${row.kind} ${row.name}`, row.held, row.written.length];
    });
    expect(code).toBe(0);
    expect(heldBy).toBe('server');
    expect(stderr).toMatch(/^on the Octopus server http:\/\/octopus\/?\n\n31 requests: 31 reads, 0 writes\n$/);
    expect(counts).toEqual(
      expect.arrayContaining([
        ['environment Development', 3, 1],
        ['lifecycle Standard', 3, 1],
        ['library variable set Common Config', 3, 1],
        ['git credential GitHub', 3, 1],
        ['agent ', 6, 3],
      ]),
    );
  });

  it('tells nine places on the server and two lines of the file for the Kafka brokers', async () => {
    const { stdout } = await tally('--variable', 'KafkaBrokers', '--json');

    const { held, written } = JSON.parse(stdout);
    expect(held).toHaveLength(9);
    expect(held).toContainEqual({
      space: 'Payments',
      ownerKind: 'library variable set',
      owner: 'Common Config',
      variable: 'KafkaBrokers',
      scope: 'Production',
      text: expect.stringContaining(broker),
    });
    expect(written).toHaveLength(2);
  });
});
