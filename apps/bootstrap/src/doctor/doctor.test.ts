import type { PreflightFacts, PreflightNeeds } from '@octotrain/kube-kit';
import { describe, expect, it } from 'vitest';
import { noServer, runBootstrap, type Setting } from '../testing/run-bootstrap.ts';
import { bareMachine, goodMachine, mixedMachine } from './machines.test-data.ts';

/** Runs `doctor` on a machine that is as described. */
function doctor(facts: PreflightFacts, words: readonly string[] = [], setting: Partial<Setting> = {}) {
  const needed: PreflightNeeds[] = [];
  const lookAtMachine = async (needs: PreflightNeeds): Promise<PreflightFacts> => {
    needed.push(needs);
    return { ...facts, ports: needs.ports.map((port) => ({ port, isFree: port !== 8065 })) };
  };
  const ran = runBootstrap(['doctor', ...words], {
    fetch: noServer,
    env: { OCTOPUS_URL: undefined },
    lookAtMachine,
    ...setting,
  });
  return ran.then((said) => ({ ...said, needed }));
}

describe('what doctor says', () => {
  it('of a machine on which all is well, and ends with 0', async () => {
    const { code, stdout, stderr } = await doctor(goodMachine);
    await expect(stdout).toMatchFileSnapshot('golden/good.txt');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('of a machine with nothing on it, and ends with 1', async () => {
    const { code, stdout } = await doctor(bareMachine);
    await expect(stdout).toMatchFileSnapshot('golden/bare.txt');
    expect(code).toBe(1);
  });

  it('of warnings, which are no failure', async () => {
    const { code, stdout } = await doctor(mixedMachine, ['--provider', 'kwok']);
    await expect(stdout).toMatchFileSnapshot('golden/warnings.txt');
    expect(code).toBe(0);
  });

  it('in a narrow terminal, as narrow as that', async () => {
    const { stdout } = await doctor(bareMachine, [], { columns: 44 });
    await expect(stdout).toMatchFileSnapshot('golden/narrow.txt');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(44);
  });

  it('to a pipe: no colour, at most 80 columns', async () => {
    const { stdout } = await doctor(bareMachine, [], { env: { NO_COLOR: undefined, OCTOPUS_URL: undefined } });
    expect(stdout).not.toContain('\u001b');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('to a terminal, in colours that change no word', async () => {
    const plain = await doctor(bareMachine);
    const painted = await doctor(bareMachine, [], {
      isTTY: true,
      env: { NO_COLOR: undefined, OCTOPUS_URL: undefined },
    });
    expect(painted.stdout).toContain('\u001b[31mproblem');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
    expect(painted.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  });

  it('to programs', async () => {
    const { code, stdout } = await doctor(bareMachine, ['--json']);
    await expect(stdout).toMatchFileSnapshot('golden/bare.json');
    expect(code).toBe(1);
  });
});

describe('what doctor looks for', () => {
  it('is what the clusters of the lab file need', async () => {
    const { needed } = await doctor(goodMachine);
    expect(needed).toEqual([
      {
        clusters: [
          { name: 'finpay-dev', context: 'kind-finpay-dev', provider: 'kind' },
          { name: 'finpay-prod', context: 'kind-finpay-prod', provider: 'kind' },
        ],
        ports: [],
      },
    ]);
  });

  it('is another provider when it is told so', async () => {
    const { needed, stdout } = await doctor(goodMachine, ['--provider', 'existing']);
    expect(needed[0]?.clusters.map(({ provider }) => provider)).toEqual(['existing', 'existing']);
    expect(stdout).toContain('then   pnpm bootstrap doctor --provider existing\n');
  });

  it('is a port that is taken', async () => {
    const { code, stdout } = await doctor(goodMachine, ['--port', '8064', '--port', '8065']);
    expect(stdout).toMatch(/ok +port 8064 +free\n/);
    expect(stdout).toMatch(/problem +port 8065 +taken\n/);
    expect(code).toBe(1);
  });

  it.each(['0', '65536', 'http'])('is no port %s', async (port) => {
    const { code, needed } = await doctor(goodMachine, ['--port', port]);
    expect({ code, needed }).toEqual({ code: 64, needed: [] });
  });

  it('is nothing for a lab file that is wrong', async () => {
    const { code, needed, stderr } = await doctor(goodMachine, ['no-such.yaml']);
    expect({ code, needed }).toEqual({ code: 64, needed: [] });
    expect(stderr).toContain('no-such.yaml cannot be read');
  });
});

it('doctor looks at this machine, and says so of each thing once', async () => {
  const { code, stdout } = await runBootstrap(['doctor', '--json', '--provider', 'kwok'], {
    fetch: noServer,
    env: { PATH: process.env.PATH, OCTOPUS_URL: undefined },
  });
  const { findings, ready, lab } = JSON.parse(stdout);
  expect(lab).toBe('FinPay');
  expect(code).toBe(ready ? 0 : 1);
  const codes = findings.map(({ code: one }: { code: string }) => one);
  expect(codes).toEqual(expect.arrayContaining(['node', 'memory', 'loopback', 'kubectl', 'helm', 'built-programs']));
  expect(findings.find((one: { code: string }) => one.code === 'node')).toMatchObject({
    severity: 'ok',
    text: process.version,
  });
});
