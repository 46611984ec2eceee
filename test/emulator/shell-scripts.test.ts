import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from '@octotrain/durable-files';
import { createProgramRunner } from '@octotrain/kube-kit';
import { createEmulator, type Emulator, memoryGit, type ShellOptions } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploySteps, script } from '../support/script-steps.ts';

const address = 'https://git.example/scripts.git';
const commit = 'c'.repeat(40);
const git = memoryGit({
  [address]: {
    refs: { main: commit },
    commits: {
      [commit]: {
        'scripts/say.sh': 'echo "in #{Octopus.Environment.Name}: $(cat words.txt) $1 from $BASH_SOURCE"\r\n',
        'words.txt': 'words of the repository',
      },
    },
  },
});

let folder = '';
let emulator: Emulator;
let environmentId = '';
let projects = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shell-scripts-'));
  const environment = { PATH: process.env.PATH };
  const executor: ShellOptions = {
    kind: 'shell',
    run: createProgramRunner({ env: environment, platform: process.platform, graceMs: 100 }),
    programs: { bash: 'bash', helm: 'helm', kubectl: 'kubectl' },
    kubeconfigs: {},
    environment,
    folder: join(folder, 'work'),
  };
  emulator = await createEmulator({ executor, git, speed: 50 });
  environmentId = (await send<{ Id: string }>('POST', '/api/Spaces-1/environments', { Name: 'Staging' })).Id;
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { 'X-Octopus-ApiKey': emulator.administratorKey, 'Content-Type': 'application/json' };
  const request = new Request(`http://octopus${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await emulator.fetch(request);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  // The test says what it expects.
  return (response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T;
}

const begun = (steps: readonly object[], variables: readonly object[] = []) =>
  deploySteps(send, { project: `p${++projects}`, environmentId, steps, variables });

async function ended(taskId: string) {
  for (;;) {
    const task = await send<{ State: string; ErrorMessage: string; HasWarningsOrErrors: boolean }>(
      'GET',
      `/api/tasks/${taskId}`,
    );
    if (!['Queued', 'Executing', 'Cancelling'].includes(task.State)) {
      return { ...task, taskId, log: await send<string>('GET', `/api/tasks/${taskId}/raw`) };
    }
    await wait(20);
  }
}

const ran = async (...args: Parameters<typeof begun>) => ended(await begun(...args));

/** Waits until a file is there, and gives what is in it. */
async function written(path: string): Promise<string> {
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text.trim();
    await wait(10);
  }
}

const running = (pids: readonly number[]) => Promise.all(pids.map((pid) => isRunning({ pid, started: null })));

describe.skipIf(process.platform === 'win32')('a script', () => {
  it('is given variables as they are, whatever they hold', async () => {
    const values = [
      '',
      "it's",
      '"$HOME" `date` $(date)',
      '\\ \\n %s',
      'é ✓\ttab',
      'two\nlines',
      '##octopus[mask]',
      '*',
      ')',
    ];
    const keep = values.flatMap((_, at) => [
      `printf '%s' "$(get_octopusvariable 'Odd name [${at}]')" > ${at}; new_octopusartifact ${at}`,
      `printf '%s' "\${octopus_parameters['Odd name [${at}]']}" > p${at}; new_octopusartifact p${at}`,
    ]);

    const { State, taskId, log } = await ran(
      [
        script(
          'Read',
          [
            'echo "project $(get_octopusvariable Octopus.Project.Name), none [$(get_octopusvariable None)]"',
            ...keep,
          ].join('\n'),
        ),
      ],
      values.map((Value, at) => ({ Name: `Odd name [${at}]`, Value })),
    );
    const { Items } = await send<{ Items: { Id: string }[] }>(
      'GET',
      `/api/Spaces-1/artifacts?regarding=${taskId}&order=asc`,
    );
    const kept = Items.map(({ Id }) => emulator.world.store.get('ArtifactContents', Id)?.Base64 ?? '');

    expect(State).toBe('Success');
    expect(log).toContain(`project p${projects}, none []`);
    expect(kept.map((text) => Buffer.from(text, 'base64').toString())).toEqual(
      values.flatMap((value) => [value, value]),
    );
  });

  it('hands on what it puts out, which is secret where it says so', async () => {
    const value = 'it\'s "$HOME" `date` \\ %s é\ntwo lines';
    const { State, log } = await ran(
      [
        script(
          'Make',
          'set_octopusvariable "A b" "$(get_octopusvariable Odd)"\nset_octopusvariable Key hunter22 -sensitive\necho "now hunter22"',
        ),
        script(
          'Use',
          '[ "$(get_octopusvariable Odd)" = "$(get_octopusvariable "Octopus.Action[Make].Output.A b")" ] && echo equal\n' +
            'key=$(get_octopusvariable "Octopus.Action[Make].Output.Key")\necho "length $(printf %s "$key" | wc -c | tr -d " "), $key"',
        ),
      ],
      [{ Name: 'Odd', Value: value }],
    );

    expect(State).toBe('Success');
    expect(log).toContain('equal');
    expect(log).toContain('now *****');
    expect(log).toContain('length 8, *****');
    expect(log).not.toMatch(/hunter22|##octopus/);
  });

  it('leaves artifacts, byte by byte, and nothing else', async () => {
    const body =
      "printf 'a\\0b' > data.bin\nnew_octopusartifact data.bin\nmkdir sub && echo hi > sub/x\n" +
      'cd sub && new_octopusartifact x renamed.txt\nset_octopusvariable Work "$PWD"';
    const { State, taskId, log } = await ran([script('Keep', body)]);

    const { Items } = await send<{ Items: { Id: string; Filename: string }[] }>(
      'GET',
      `/api/Spaces-1/artifacts?regarding=${taskId}&order=asc`,
    );
    const { Base64 } = emulator.world.store.get('ArtifactContents', Items[0]?.Id ?? '') ?? {};

    expect(State).toBe('Success');
    expect(Items.map(({ Filename }) => Filename)).toEqual(['data.bin', 'renamed.txt']);
    expect(Buffer.from(Base64 ?? '', 'base64')).toEqual(Buffer.from('a\0b'));
    expect(log).toMatch(/Verbose +\| +Artifact renamed.txt will be collected/);
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });

  it('tells how serious its lines are', async () => {
    const { State, HasWarningsOrErrors, log } = await ran([
      script(
        'Say',
        'echo plain\nwrite_verbose low\nwrite_highlight high\nwrite_wait waiting\nwrite_warning "mind  this"\necho wrong >&2',
      ),
    ]);

    expect([State, HasWarningsOrErrors]).toEqual(['Success', true]);
    for (const [category, text] of [
      ['Info', 'plain'],
      ['Verbose', 'low'],
      ['Info', 'high'],
      ['Info', 'waiting'],
      ['Warning', 'mind  this'],
      ['Error', 'wrong'],
    ]) {
      expect(log).toMatch(new RegExp(`${category} +\\| +${text}`));
    }
  });

  it.each([
    ['exit 7', {}, 'The script ended with exit code 7.'],
    ['fail_step "no more hunter22"; echo never', {}, 'no more *****'],
    ['echo oops >&2', { 'Octopus.Action.FailScriptOnErrorOutput': 'True' }, 'wrote to its error stream'],
    ['new_octopusartifact missing.txt; echo never', {}, 'exit code 1'],
  ])('fails its step: %s', async (body, properties, sentence) => {
    const secret = [{ Name: 'Secret', Value: 'hunter22', IsSensitive: true }];

    const { State, ErrorMessage, log } = await ran([script('Fail', body, properties)], secret);

    expect(State).toBe('Failed');
    expect(ErrorMessage).toContain(sentence);
    expect(log).not.toMatch(/never|hunter22/);
  });

  it('hands on what it put out before it failed', async () => {
    const { State, log } = await ran([
      script('Break', 'set_octopusvariable Where here\nset_octopusvariable Key hunter22 -sensitive\nexit 3'),
      {
        ...script(
          'Tell',
          'echo "broke #{Octopus.Action[Break].Output.Where} with #{Octopus.Action[Break].Output.Key}"',
        ),
        Condition: 'Always',
      },
    ]);

    expect(State).toBe('Failed');
    expect(log).toContain('broke here with *****');
  });

  it('lies in a repository, and works in it', async () => {
    const step = {
      Name: 'Say',
      Actions: [
        {
          Name: 'Say',
          ActionType: 'Octopus.Script',
          GitDependencies: [
            { Name: '', RepositoryUri: address, DefaultBranch: 'main', GitCredentialType: 'Anonymous' },
          ],
          Properties: {
            'Octopus.Action.Script.ScriptSource': 'GitRepository',
            'Octopus.Action.Script.Syntax': 'Bash',
            'Octopus.Action.Script.ScriptFileName': 'scripts/say.sh',
            'Octopus.Action.Script.ScriptParameters': '"one word"',
          },
        },
      ],
    };

    const { log } = await ran([step]);

    expect(log).toContain('in Staging: words of the repository one word from ./scripts/say.sh');
  });

  it('on the server reaches no cluster of whoever runs it', async () => {
    const { log } = await ran([script('Look', 'cat "$KUBECONFIG"; env | cut -d= -f1 | sort | tr "\\n" " "')]);

    expect(log).toContain('{"apiVersion":"v1","kind":"Config"}');
    expect(log).not.toMatch(/ HOME | OCTOPUS_API_KEY /);
  });

  it('ends with everything that it started, when its task is cancelled', async () => {
    const pids = join(folder, 'pids');
    const body = `trap '' TERM\n(sleep 300 & echo $! >> ${pids}; trap '' TERM; sleep 301) &\nsleep 302 & echo $! >> ${pids}\necho ready > ${pids}.ready\nwait`;
    const taskId = await begun([script('Long', body)]);
    await written(`${pids}.ready`);
    const started = (await written(pids)).split('\n').map(Number);
    const before = await running(started);

    await send('POST', `/api/tasks/${taskId}/cancel`);
    const { State } = await ended(taskId);

    expect(started.length).toBeGreaterThan(0);
    expect(before).toEqual(started.map(() => true));
    expect(State).toBe('Canceled');
    expect(await running(started)).toEqual(started.map(() => false));
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });

  it('is heard while it runs', async () => {
    const gate = join(folder, 'gate');
    const taskId = await begun([script('Talk', `echo first\nuntil [ -e ${gate} ]; do sleep 0.02; done\necho last`)]);

    await expect.poll(() => send<string>('GET', `/api/tasks/${taskId}/raw`)).toContain('first');
    const { State } = await send<{ State: string }>('GET', `/api/tasks/${taskId}`);
    await writeFile(gate, '');
    const { log } = await ended(taskId);

    expect(State).toBe('Executing');
    expect(log).toContain('last');
  });
});
