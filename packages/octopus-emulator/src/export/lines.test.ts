import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { createEmulator } from '../emulator.ts';
import type { Random } from '../random.ts';
import { createStore, type State } from '../store/store.ts';
import { personWith } from '../testing/people.ts';
import { exportDataFolder, importDataFolder } from './folders.ts';
import { exportLines, readExport } from './lines.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'octopus-export-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const ids = fc.uniqueArray(fc.nat({ max: 99_999 }), { maxLength: 30 });

function collection(name: string) {
  return ids.chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.record({
          Id: fc.constant(`${name}-${number}`),
          Name: fc.string(),
          More: fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))),
        }),
      ),
    ),
  );
}

const state: fc.Arbitrary<State> = fc.record({
  counters: fc.dictionary(fc.constantFrom('Deployments', 'Teams', 'Events'), fc.nat()),
  documents: fc.record({
    TaskLogs: collection('ServerTasks'),
    Teams: collection('Teams'),
    ArtifactContents: collection('Artifacts'),
  }),
});

async function exported(data: string, withSecrets: boolean): Promise<string[]> {
  const lines: string[] = [];
  await exportDataFolder({ data, withSecrets, write: (line) => void lines.push(line) });
  return lines;
}

/** The same numbers for everyone who starts at the same place. */
function countingRandom(): Random {
  let number = 0;
  return {
    integer(below) {
      number += 1;
      return (number * 7_919) % below;
    },
    uuid() {
      number += 1;
      return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    },
  };
}

const commands = fc.array(
  fc.record({
    kind: fc.constantFrom('environments', 'projectgroups', 'lifecycles', 'tagsets', 'nothing'),
    name: fc.string({ maxLength: 6 }),
  }),
  { maxLength: 12 },
);

describe('an export', () => {
  it('is the state that it is read into, and that is exported the same again', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (original) => {
        const store = createStore({ state: original });
        const lines = [...exportLines(store, { withSecrets: true })];

        const restored = createStore({ state: await readExport(lines) });

        expect(restored.snapshot()).toEqual(store.snapshot());
        expect([...exportLines(restored, { withSecrets: true })]).toEqual(lines);
      }),
    );
  });

  it('is equal for two servers that were given the same requests', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (requests) => {
        const lines = await Promise.all(
          [1, 2].map(async () => {
            const emulator = await createEmulator({ clock: virtualClock(1_700_000_000_000), random: countingRandom() });
            const admin = personWith(emulator, emulator.administratorKey);
            for (const { kind, name } of requests) await admin.post(`/api/Spaces-1/${kind}`, { Name: name });
            const store = createStore({ state: emulator.snapshot() });
            await emulator.close();
            return [...exportLines(store, { withSecrets: true })];
          }),
        );
        expect(lines[0]).toEqual(lines[1]);
      }),
      { numRuns: 15 },
    );
  });

  it('goes through folders: the server that opens the copy is the same, with its keys', async () => {
    const [first, second] = [join(data, 'first'), join(data, 'second')];
    const origin = await createEmulator({ data: first });
    const admin = personWith(origin, origin.administratorKey);
    await admin.post('/api/Spaces-1/environments', { Name: 'Development' });
    const before = origin.snapshot();
    await origin.close();

    await importDataFolder({ data: second, lines: await exported(first, true) });
    const copy = await createEmulator({ data: second });

    expect(copy.snapshot()).toEqual(before);
    expect(copy.administratorKey).toBe(origin.administratorKey);
    await copy.close();
    await expect(importDataFolder({ data: second, lines: [] })).rejects.toThrow('There is a state in');
    await expect(
      exportDataFolder({ data: join(data, 'none'), withSecrets: false, write: () => undefined }),
    ).rejects.toThrow('There is no state in');
  });

  it('holds no secret unless it is asked for, and its copy mints new keys', async () => {
    const [first, second] = [join(data, 'first'), join(data, 'second')];
    const origin = await createEmulator({ data: first });
    const admin = personWith(origin, origin.administratorKey);
    const { body: group } = await admin.get('/api/Spaces-1/projectgroups');
    const { body: lifecycles } = await admin.get('/api/Spaces-1/lifecycles');
    const { body: project } = await admin.post('/api/Spaces-1/projects', {
      Name: 'Payments',
      ProjectGroupId: group.Items[0]?.Id,
      LifecycleId: lifecycles.Items[0]?.Id,
    });
    const path = `/api/Spaces-1/variables/${project.VariableSetId}`;
    const { body: set } = await admin.get(path);
    const secret = { Name: 'Token', Type: 'Sensitive', IsSensitive: true, Value: 'hunter2-token' };
    expect((await admin.put(path, { ...set, Variables: [secret] })).status).toBe(200);
    await admin.post('/api/Spaces-1/git-credentials', {
      Name: 'Git',
      Details: { Type: 'UsernamePassword', Username: 'x', Password: { HasValue: true, NewValue: 'hunter2-git' } },
    });
    await origin.close();

    const [plain, whole] = [await exported(first, false), await exported(first, true)];
    await importDataFolder({ data: second, lines: plain });
    const copy = await createEmulator({ data: second });

    expect(plain.join('\n')).not.toMatch(/hunter2|API-|PRIVATE KEY/);
    expect(whole.join('\n')).toMatch(/hunter2-token/);
    expect(whole.join('\n')).toMatch(/hunter2-git/);
    expect(copy.administratorKey).toMatch(/^API-/);
    expect((await personWith(copy, copy.administratorKey).get('/api/users/me')).body.Username).toBe('admin');
    await copy.close();
  });

  it.each([
    [[], 'The file is empty.'],
    [['{"format":"x"}'], 'Line 1 does not say'],
    [['no JSON'], 'Line 1 is not JSON'],
    [
      ['{"format":"octopus-emulator state","version":1,"secrets":true,"counters":{}}', '["Teams",{"Name":"x"}]'],
      'Line 2 is no',
    ],
    [
      ['{"format":"octopus-emulator state","version":1,"secrets":true,"counters":{}}', '["Teams",{"Id":'],
      'Line 2 is not JSON',
    ],
  ])('refuses %j and makes nothing', async (lines, sentence) => {
    const target = join(data, 'target');
    await expect(importDataFolder({ data: target, lines })).rejects.toThrow(sentence);
    await expect(exportDataFolder({ data: target, withSecrets: true, write: () => undefined })).rejects.toThrow(
      'There is no state in',
    );
  });
});
