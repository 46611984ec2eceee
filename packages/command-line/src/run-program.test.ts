import { buildApplication, buildCommand, buildRouteMap } from '@stricli/core';
import { describe, expect, it } from 'vitest';
import {
  createContext,
  durationParser,
  exitCodes,
  type ProgramContext,
  programConfiguration,
  runProgram,
} from './index.ts';

type Body = (
  this: ProgramContext,
  flags: { dryRun?: boolean; wait?: number },
  file?: string,
) => void | Error | Promise<void>;

function programWith(body: Body) {
  const run = buildCommand<{ dryRun?: boolean; wait?: number }, [string?], ProgramContext>({
    docs: { brief: 'Runs a train' },
    parameters: {
      flags: {
        dryRun: { kind: 'boolean', optional: true, brief: 'Only say what would be done' },
        wait: { kind: 'parsed', parse: durationParser, optional: true, brief: 'How long to stay' },
      },
      positional: { kind: 'tuple', parameters: [{ brief: 'The file', parse: String, optional: true }] },
    },
    func: body,
  });
  const root = buildRouteMap({
    routes: { run, status: run },
    defaultCommand: 'run',
    docs: { brief: 'Release trains' },
  });
  return buildApplication<ProgramContext>(root, programConfiguration({ name: 'train', version: '1.2.3' }));
}

async function runIt(body: Body, argv: string[], env: Record<string, string> = {}) {
  const written = { stdout: '', stderr: '' };
  const codes: number[] = [];
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const context = createContext({
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    cwd: '/somewhere',
    signal: () => new AbortController().signal,
    onExitCode: (code) => codes.push(code),
  });
  const code = await runProgram(programWith(body), context, argv);
  expect(codes.at(-1)).toBe(code);
  return { code, ...written };
}

describe('a run', () => {
  it('gives the command its flags in kebab-case and its argument, and ends with 0', async () => {
    const seen: unknown[] = [];
    const result = await runIt(
      (flags, file) => void seen.push(flags, file),
      ['friday.yaml', '--dry-run', '--wait', '90s'],
    );

    expect(result).toEqual({ code: exitCodes.done, stdout: '', stderr: '' });
    expect(seen).toEqual([{ dryRun: true, wait: 90_000 }, 'friday.yaml']);
  });

  it('ends with the code that the command sets', async () => {
    const body: Body = function () {
      this.setExitCode(exitCodes.waiting);
    };

    expect((await runIt(body, [])).code).toBe(3);
  });

  it('prints its version', async () => {
    expect(await runIt(() => {}, ['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });
});

describe('a usage error', () => {
  it('is 64 and suggests the flag that was meant', async () => {
    const result = await runIt(() => {}, ['--dry-rnu']);

    expect(result.code).toBe(exitCodes.usage);
    expect(result.stderr).toMatch(/--dry-rnu.*--dry-run/s);
    expect(result.stdout).toBe('');
  });

  it('is 64 with the sentence of a parser and no stack', async () => {
    const result = await runIt(() => {}, ['--wait', 'long']);

    expect(result.code).toBe(exitCodes.usage);
    expect(result.stderr).toContain('long is no duration: write 90s, 5m, 2h or 0');
    expect(result.stderr).not.toContain('    at ');
  });
});

describe('an unexpected throw', () => {
  const fails: Body = () => {
    throw new Error('cannot read API-ABCDEF123 with hunter22');
  };

  it('is one sentence that calls itself a bug, without stack and secrets', async () => {
    const result = await runIt(fails, [], { DATABASE_PASSWORD: 'hunter22' });

    expect(result.code).toBe(exitCodes.failed);
    expect(result.stderr).toBe(
      'train: cannot read API-*** with ***\nthis is a bug; OCTOTRAIN_DEBUG=1 shows where it happened\n',
    );
  });

  it('shows its stack on demand, still without secrets', async () => {
    const result = await runIt(fails, [], { OCTOTRAIN_DEBUG: '1' });

    expect(result.stderr).toContain('run-program.test.ts');
    expect(result.stderr).not.toContain('ABCDEF');
  });

  it('of the file system names the path and calls nothing a bug', async () => {
    const message = "EACCES: permission denied, mkdir '/readonly/.octotrain'";
    const body: Body = () => {
      throw Object.assign(new Error(message), { code: 'EACCES', path: '/readonly/.octotrain' });
    };

    const result = await runIt(body, []);

    expect(result).toMatchObject({ code: exitCodes.unwritable, stdout: '' });
    expect(result.stderr).toBe(`train: ${message}\nsee that the path is a folder of yours, with room in it\n`);
  });

  it('wins over an exit code that the command had set before', async () => {
    const body: Body = function () {
      this.setExitCode(exitCodes.waiting);
      throw new Error('late');
    };

    expect((await runIt(body, [])).code).toBe(exitCodes.failed);
  });

  it('that is an abort ends with 130', async () => {
    const result = await runIt(() => Promise.reject(new DOMException('stop', 'AbortError')), []);

    expect(result).toEqual({ code: exitCodes.interrupted, stdout: '', stderr: 'interrupted\n' });
  });
});

it('an error that a command returns is printed as it is and fails', async () => {
  expect(await runIt(() => new Error('no such run'), [])).toEqual({ code: 1, stdout: '', stderr: 'no such run\n' });
});
