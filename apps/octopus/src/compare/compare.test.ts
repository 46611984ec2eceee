import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runProgram } from '@octotrain/command-line';
import { createEmulator, type Emulator, virtualClock } from '@octotrain/octopus-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { app } from '../app.ts';
import { listenOnLoopback } from '../record/listen.ts';
import { createRecorder } from '../record/recorder.ts';
import type { Json } from '../session/session.ts';
import type { Comparison } from './replay.ts';

const startMs = Date.parse('2026-01-02T09:00:00Z');
const closing: (() => Promise<void>)[] = [];
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'octopus-compare-'));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(cwd, { recursive: true, force: true });
});

async function octopus(argv: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const output = (texts: string[]) => ({ isTTY: false, write: (text: string) => void texts.push(text) });
  const context = createContext({
    stdout: output(out),
    stderr: output(err),
    env,
    cwd,
    signal: () => new AbortController().signal,
  });
  const code = await runProgram(app, context, argv);
  return { code, out: out.join(''), err: err.join('') };
}

interface Made {
  readonly Id: string;
  readonly TaskId: string;
}

/** A server with clock and key; `ask` speaks to it through a recorder. */
async function recorded() {
  const clock = virtualClock(startMs);
  const emulator = await createEmulator({ clock });
  const lines: string[] = [];
  const recorder = createRecorder({
    against: 'http://server',
    now: clock.now,
    write: (line) => lines.push(line),
    fetch: (input, init) => emulator.fetch(new Request(input, init)),
  });
  async function ask(method: string, path: string, body?: unknown): Promise<Made> {
    const response = await recorder.relay(
      new Request(`http://127.0.0.1${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    // The story knows what it asked for.
    return (text === '' ? {} : JSON.parse(text)) as Made;
  }
  return { emulator, ask, save: () => writeFile(join(cwd, 'session.jsonl'), `${lines.join('\n')}\n`) };
}

/** A project, a release of it, and its deployment, watched until it ends. */
async function story() {
  const { emulator, ask, save } = await recorded();
  await ask('GET', '/api');
  await ask('GET', '/api/users/me');
  await ask('POST', '/api/users', { Username: 'alex', DisplayName: 'Alex', Password: 'correct horse' });
  const environment = await ask('POST', '/api/Spaces-1/environments', { Name: 'Development' });
  const project = await ask('POST', '/api/Spaces-1/projects', {
    Name: 'payments-api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
  });
  const release = await ask('POST', '/api/Spaces-1/releases', { ProjectId: project.Id, Version: '1.0.0' });
  const { TaskId } = await ask('POST', '/api/Spaces-1/deployments', {
    ReleaseId: release.Id,
    EnvironmentId: environment.Id,
  });
  await ask('GET', `/api/tasks/${TaskId}`);
  await emulator.control.clock.advance({ byMs: 60_000 });
  await ask('GET', `/api/tasks/${TaskId}`);
  await ask('GET', '/api/Spaces-1/projects?take=5');
  await ask('GET', `/api/Spaces-1/deployments?projects=${project.Id}`);
  await ask('DELETE', '/api/Spaces-1/projects/Projects-999');
  await save();
  return emulator;
}

async function served(answer: Emulator['fetch']): Promise<string> {
  const server = await listenOnLoopback(answer, 0);
  closing.push(server.close);
  return server.url;
}

describe('octopus compare', () => {
  it('finds no difference between the emulator and itself', async () => {
    const emulator = await story();
    const url = await served(emulator.fetch);

    const { code, out } = await octopus(['compare', 'session.jsonl', '--against', url], {
      OCTOPUS_API_KEY: emulator.administratorKey,
    });

    expect(out).toContain(`no differences between ${url} (asked 6 times`);
    expect(out).toContain('in 12 of 12 exchanges');
    expect(code).toBe(0);
  });

  it('finds none when the writes are sent too, to a server as new', async () => {
    await story();
    const other = await createEmulator({ clock: virtualClock(startMs) });
    // Ids that differ from the recording's.
    await other.fetch(
      new Request('http://x/api/Spaces-1/environments', {
        method: 'POST',
        headers: { 'X-Octopus-ApiKey': other.administratorKey },
        body: JSON.stringify({ Name: 'Before' }),
      }),
    );
    const url = await served(async (request) => {
      const answer = await other.fetch(request);
      await other.control.clock.advance({ byMs: 30_000 });
      return answer;
    });
    const text = await readFile(join(cwd, 'session.jsonl'), 'utf8');
    await writeFile(join(cwd, 'quick.jsonl'), text.replaceAll('"atMs":60000', '"atMs":1'));

    const { code, out } = await octopus(['compare', 'quick.jsonl', '--against', url, '--allow-writes', '--json'], {
      OCTOPUS_API_KEY: other.administratorKey,
    });

    // All but the user, whose password was taken out.
    // What --json prints.
    expect(JSON.parse(out) as Comparison).toMatchObject({ askedServer: 11, differences: [], leftOut: [] });
    expect(code).toBe(0);
  });

  it('finds exactly the difference that was planted', async () => {
    const emulator = await story();
    const url = await served(async (request) => {
      const answer = await emulator.fetch(request);
      if (!new URL(request.url).pathname.endsWith('/projects')) return answer;
      // A page, as the emulator answers it.
      const page = (await answer.json()) as { Items: Record<string, Json>[] };
      return Response.json({
        ...page,
        Items: page.Items.map(({ Slug: _, ...rest }) => ({ ...rest, IsVersionControlled: 'no' })),
      });
    });

    const { code, out } = await octopus(['compare', 'session.jsonl', '--against', url, '--json'], {
      OCTOPUS_API_KEY: emulator.administratorKey,
    });

    const { differences } = JSON.parse(out) as Comparison; // what --json prints
    expect(differences).toEqual([
      expect.objectContaining({
        kind: 'type',
        path: 'Items[].IsVersionControlled',
        server: 'string',
        emulator: 'boolean',
      }),
      {
        kind: 'extra',
        path: 'Items[].Slug',
        server: 'none',
        emulator: 'string',
        method: 'GET',
        route: '/api/{id}/projects',
        first: 10,
        count: 1,
      },
    ]);
    expect(code).toBe(1);
    const ignoring = ['--ignore', 'extra', '--ignore', 'type'];
    expect(
      (
        await octopus(['compare', 'session.jsonl', '--against', url, ...ignoring], {
          OCTOPUS_API_KEY: emulator.administratorKey,
        })
      ).code,
    ).toBe(0);
  });

  it('sends reads only, unless told otherwise', async () => {
    const emulator = await story();
    const methods: string[] = [];
    const url = await served((request) => {
      methods.push(request.method);
      return emulator.fetch(request);
    });

    await octopus(['compare', 'session.jsonl', '--against', url], { OCTOPUS_API_KEY: emulator.administratorKey });

    expect(new Set(methods)).toEqual(new Set(['GET']));
  });

  it('compares with the recorded answers when no server is named', async () => {
    await story();

    const { code, out } = await octopus(['compare', 'session.jsonl']);

    expect(out).toBe('no differences between the recorded answers and a fresh emulator in 12 of 12 exchanges\n');
    expect(code).toBe(0);
  });

  it('still answers as it did when our own client made a release and deployed it', async () => {
    const example = fileURLToPath(new URL('../testing/release.session.jsonl', import.meta.url));

    // The emulator may tell more than it did then.
    const { code, out } = await octopus(['compare', example, '--ignore', 'extra', '--ignore', 'link', '--json']);

    const { differences, leftOut } = JSON.parse(out) as Comparison; // what --json prints
    expect({ differences, leftOut }).toEqual({ differences: [], leftOut: [] });
    expect(code).toBe(0);
  });

  it('leaves out what a new emulator cannot know, and says so', async () => {
    const { ask, save } = await recorded();
    const made = await ask('POST', '/api/Spaces-1/environments', { Name: 'Development' });
    await ask('GET', `/api/Spaces-1/environments/${made.Id}`);
    await save();
    const [head, , read] = (await readFile(join(cwd, 'session.jsonl'), 'utf8')).split('\n');
    await writeFile(join(cwd, 'late.jsonl'), `${head}\n${read}\n`);

    const { code, out } = await octopus(['compare', 'late.jsonl']);

    expect(out).toContain('names Spaces-1, Environments-1, which the session did not make');
    expect(code).toBe(6);
  });

  it('never prints the key, and says when it is refused', async () => {
    const emulator = await story();
    const url = await served(emulator.fetch);

    const { code, out, err } = await octopus(['compare', 'session.jsonl', '--against', url], {
      OCTOPUS_API_KEY: 'API-NOTAKEYOFTHISSERVER',
    });

    expect([code, err]).toEqual([4, 'The server does not accept the key.\n']);
    expect(out + err).not.toContain('API-NOTAKEY');
  });

  it.each([
    [['compare', 'none.jsonl'], 64, 'The session none.jsonl cannot be read'],
    [['compare', 'broken.jsonl'], 64, 'broken.jsonl:1: this is no session'],
    [['compare', 'broken.jsonl', '--allow-writes'], 64, 'name it with --against'],
    [['compare', 'whole.jsonl', '--against', 'http://127.0.0.1:1'], 69, 'http://127.0.0.1:1 cannot be reached'],
    [['compare', 'whole.jsonl', '--against', 'http://me:pw@host'], 64, 'an address has no user'],
  ])('ends %j with %i', async (argv, exitCode, sentence) => {
    await writeFile(join(cwd, 'broken.jsonl'), 'nothing\n');
    const { ask, save } = await recorded();
    await ask('GET', '/api');
    await save();
    await writeFile(join(cwd, 'whole.jsonl'), await readFile(join(cwd, 'session.jsonl')));

    const { code, err } = await octopus(argv, { OCTOPUS_API_KEY: 'API-X' });

    expect(err).toContain(sentence);
    expect(code).toBe(exitCode);
  });
});

describe('a recorded session', () => {
  it('holds neither keys nor passwords', async () => {
    const emulator = await story();

    const text = await readFile(join(cwd, 'session.jsonl'), 'utf8');

    expect(text).toContain('"Password":"(removed)"');
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain(emulator.administratorKey);
  });
});
