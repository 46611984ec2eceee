import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgramRunner, type ProgramCall } from './run-program.ts';

const run = createProgramRunner({ env: process.env, platform: process.platform, graceMs: 300, drainMs: 200 });

/** A small script of node. */
function node(script: string, rest: Partial<ProgramCall> = {}): ProgramCall {
  return { program: process.execPath, args: ['-e', script], ...rest };
}

describe('a program that ends by itself', () => {
  it('gives its code and what it said on each stream', async () => {
    const end = await run(node('console.log("out"); console.error("err"); process.exitCode = 3'));
    expect(end).toEqual({ kind: 'exited', code: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('gets its arguments as they are', async () => {
    const odd = ['a b', '$HOME', '`id`', '"', "'", '*', '', '; exit 1', 'é\n'];
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const end = await run({ program: process.execPath, args: ['-e', script, '--', ...odd] });
    expect(end.kind === 'exited' && JSON.parse(end.stdout)).toEqual(odd);
  });

  it('sees the environment it was given and no other', async () => {
    const script = 'console.log(process.env.GIVEN, process.env.OWN, process.env.NONE)';
    const runner = createProgramRunner({ env: { OWN: 'o' }, platform: process.platform });
    expect(await runner(node(script, { env: { GIVEN: 'g', NONE: undefined } }))).toMatchObject({
      stdout: 'g undefined undefined\n',
    });
    expect(await runner(node(script))).toMatchObject({ stdout: 'undefined o undefined\n' });
  });

  it('reads its input to the end, and has nothing to read without', async () => {
    const script = 'process.stdin.pipe(process.stdout)';
    const long = 'ä'.repeat(300_000);
    expect(await run(node(script, { input: long }))).toMatchObject({ code: 0, stdout: long });
    expect(await run(node(script))).toMatchObject({ code: 0, stdout: '' });
  });

  it('may leave its input unread', async () => {
    expect(await run(node('process.exit(2)', { input: 'x'.repeat(1_000_000) }))).toMatchObject({ code: 2 });
  });

  it('runs in the folder it was given', async () => {
    const end = await run(node('console.log(process.cwd())', { folder: '/' }));
    expect(end).toMatchObject({ stdout: expect.stringMatching(/^([A-Z]:)?[/\\]\n$/) });
  });

  it('is heard line by line, the last one too when it has no end', async () => {
    const heard: string[] = [];
    const script = 'process.stdout.write("one\\r\\ntw"); setTimeout(() => process.stdout.write("o\\nthree"), 20)';
    await run(node(script, { hear: (line, stream) => heard.push(`${stream}: ${line}`) }));
    expect(heard).toEqual(['stdout: one', 'stdout: two', 'stdout: three']);
  });

  it('is kept to a bound, the end of what it said rather than the beginning', async () => {
    const runner = createProgramRunner({ env: {}, platform: process.platform, mostKept: 1000 });
    const end = await runner(node('for (let i = 0; i < 5000; i++) console.log("line " + i)'));
    expect(end).toMatchObject({
      cut: true,
      stdout: expect.stringMatching(/^line \d+\n[\s\S]*line 4999\n$/),
      stderr: '',
    });
    const length = end.kind === 'exited' ? end.stdout.length : 0;
    expect(1000 - length).toBeGreaterThanOrEqual(0);
    expect(1000 - length).toBeLessThanOrEqual('line 4000\n'.length);
  });

  it('says no secret, neither to the listener nor in what is kept', async () => {
    const heard: string[] = [];
    const script = 'console.log("user:" + process.env.T); console.error(JSON.stringify(process.env.T))';
    const env = { T: 'pass"word' };
    const end = await run(node(script, { env, secrets: ['pass"word'], hear: (line) => heard.push(line) }));
    expect(end).toMatchObject({ stdout: 'user:********\n', stderr: '"********"\n' });
    expect(heard.sort()).toEqual(['"********"', 'user:********']);
  });
});

describe('a program that does not start', () => {
  it.each<[string, ProgramCall, object]>([
    ['there is none', { program: 'no-such-program', args: [] }, { program: 'no-such-program' }],
    ['its path leads nowhere', { program: '/no/such', args: [] }, { program: '/no/such' }],
    ['its folder is missing', node('', { folder: '/no/such' }), { why: 'no such folder: /no/such' }],
  ])('is a result when %s', async (_name, call, rest) => {
    expect(await run(call)).toMatchObject({ kind: 'missing', ...rest });
  });

  it.skipIf(process.platform === 'win32')('says when the file may not be run', async () => {
    expect(await run({ program: '/etc/passwd', args: [] })).toMatchObject({
      kind: 'missing',
      why: 'it may not be run',
    });
  });

  it('is not started when the signal has already said stop', async () => {
    const call = { program: 'no-such-program', args: [], signal: AbortSignal.abort() };
    expect(await run(call)).toEqual({ kind: 'stopped', stdout: '', stderr: '' });
  });
});

describe('a program that is ended', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tree-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Starts a grandchild that says its pid in a file, and waits with it. */
  function family(grandchild: string, child = ''): string {
    const file = JSON.stringify(join(folder, 'pid'));
    const inner = `${grandchild}; require('fs').writeFileSync(${file}, String(process.pid)); setInterval(() => {}, 1e6)`;
    return `${child}; require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' });
      const look = setInterval(() => { if (require('fs').existsSync(${file})) { clearInterval(look); console.log('ready') } }, 10);
      setInterval(() => {}, 1e6)`;
  }
  const pid = async (): Promise<number> => Number(await readFile(join(folder, 'pid'), 'utf8'));

  const deaf = "process.on('SIGTERM', () => {})";
  it.each([
    ['', ''],
    [deaf, ''],
    ['', deaf],
    [deaf, deaf],
  ])('takes its grandchildren with it (deaf grandchild: "%s", deaf child: "%s")', async (grandchild, child) => {
    const stop = new AbortController();
    const end = await run(node(family(grandchild, child), { signal: stop.signal, hear: () => stop.abort() }));
    expect(end).toMatchObject({ kind: 'stopped', stdout: 'ready\n' });
    await expect.poll(async () => alive(await pid())).toBe(false);
  });

  it('ends when its time is up', async () => {
    const end = await run(node('setInterval(() => {}, 1e6)', { timeoutMs: 100 }));
    expect(end).toEqual({ kind: 'timed out', stdout: '', stderr: '' });
  });

  it.skipIf(process.platform === 'win32')('by somebody else says by which signal', async () => {
    const end = await run(node('process.kill(process.pid, "SIGKILL")'));
    expect(end).toEqual({ kind: 'killed', signal: 'SIGKILL', stdout: '', stderr: '' });
  });

  it('is not waited for when it exited and something else holds its output', async () => {
    const left = "{ detached: true, stdio: 'inherit' }";
    const script = `const c = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], ${left});
      c.unref(); console.log(c.pid)`;
    const before = performance.now();
    const end = await run(node(script));
    expect(end).toMatchObject({ kind: 'exited', code: 0, stdout: expect.stringMatching(/^\d+\n$/) });
    expect(performance.now() - before).toBeLessThan(10_000);
    process.kill(Number(end.kind === 'exited' && end.stdout), 'SIGKILL');
  });

  it('ends too when its listener throws, and the fault is told', async () => {
    const listener = (): void => {
      throw new Error('a fault of the listener');
    };
    await expect(run(node(family(''), { hear: listener }))).rejects.toThrow('a fault of the listener');
    await expect.poll(async () => alive(await pid())).toBe(false);
  });
});

it.skipIf(process.platform === 'win32')('programs do not outlive the process that started them', async () => {
  const runner = JSON.stringify(new URL('run-program.ts', import.meta.url).href);
  const script = `
    const { createProgramRunner } = await import(${runner});
    const run = createProgramRunner({ env: {}, platform: process.platform });
    run({ program: process.execPath, args: ['-e', 'console.log(process.pid); setInterval(() => {}, 1e6)'],
      hear: (line) => { console.log(line); process.exit(0) } });`;
  const end = await run({
    program: process.execPath,
    args: ['--import', 'tsx', '--input-type=module', '-e', script],
    folder: process.cwd(),
  });
  expect(end).toMatchObject({ kind: 'exited', code: 0, stderr: '' });
  const inner = Number(end.kind === 'exited' && end.stdout);
  expect(inner).toBeGreaterThan(0);
  await expect.poll(() => alive(inner)).toBe(false);
});

/** Whether a process runs; one that ended and was not waited for does not. */
async function alive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z/.test(state);
}
