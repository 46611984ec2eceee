import type { State } from '@octotrain/octopus-emulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { desired } from '../desired/desired.ts';
import { keyOf } from '../kinds/item.ts';
import { removalOf } from '../kinds/removal.ts';
import { type ItemKind, waves } from '../kinds/waves.ts';
import { appliedServer, everyKind } from '../testing/every-kind.ts';
import { type LabServer, startLabServer } from '../testing/lab-server.ts';
import { meddlerAt } from '../testing/meddler.ts';
import { meddledWith, meddlings } from '../testing/meddlings.ts';
import { type Drift, findDrift } from './find-drift.ts';

const lab = everyKind();
const kinds: readonly ItemKind[] = waves.flat();
const sam = { who: 'Sam Reed', username: 'sam' };
let applied: State;

beforeAll(async () => {
  applied = await appliedServer(lab);
});

type Meddler = ReturnType<typeof meddlerAt>;

/** A server after Sam meddled with it, and what is found then. */
async function meddled(deeds: (meddler: Meddler) => Promise<void>): Promise<{ server: LabServer; found: Drift }> {
  const server = await startLabServer({ state: applied });
  await deeds(meddlerAt({ server, lab, username: 'sam' }));
  return { server, found: await findDrift({ client: server.client, lab }) };
}

async function mend({ client, applier }: LabServer) {
  await applyLab({ client: applier(), lab });
  return (await planLab({ client, lab })).writes.map(({ change }) => change);
}

function seen({ drift }: Drift, kind: ItemKind) {
  return drift.find((one) => keyOf(one) === keyOf(meddledWith(kind)));
}

it('has a row for each kind of thing that labs describe', () => {
  const keys = new Set(desired(lab).map(({ address }) => keyOf(address)));

  expect(kinds.filter((kind) => !keys.has(keyOf(meddledWith(kind))))).toEqual([]);
});

it('asks the audit log once where only things are that the file does not know', async () => {
  const { server, found } = await meddled(async () => undefined);

  expect(found).toMatchObject({ drift: [], notInFile: [{ kind: 'user', name: 'admin' }] });
  expect(server.sent.filter(({ path }) => path.includes('/events'))).toHaveLength(1);
});

describe('what somebody changed by hand', () => {
  let after: Awaited<ReturnType<typeof meddled>>;

  beforeAll(async () => {
    after = await meddled(async (meddler) => {
      // A runbook that is published anew freezes what is there: so that comes first.
      for (const kind of kinds.toReversed()) await meddler.change(kind);
    });
  });

  it.each(kinds)('is found and explained: %s', (kind) => {
    const thing = seen(after.found, kind);

    expect(thing).toMatchObject({ is: 'different', lastApplied: { username: 'admin' } });
    const fields = thing?.is === 'different' ? thing.fields : [];
    expect(fields.find(({ field }) => field === meddlings[kind].field)?.cause).toMatchObject({
      is: 'changed',
      by: sam,
    });
  });

  it('is found with one question to the audit log, and mended by one apply', async () => {
    expect(after.server.sent.filter(({ path }) => path.includes('/events'))).toHaveLength(1);
    expect(await mend(after.server)).toEqual([]);
  });
});

describe('what somebody deleted', () => {
  const alone = ['team role', 'channel', 'runbook', 'tenant', 'git credential', 'feed', 'tag set', 'user'] as const;
  // Servers refuse to delete what is in use: what uses it goes first.
  const used = [
    'project',
    'lifecycle',
    'environment',
    'project group',
    'library variable set',
    'team',
    'user role',
    'space',
  ] as const;
  let after: Awaited<ReturnType<typeof meddled>>;

  it('of kinds that cannot be deleted is none of the others', () => {
    const deletable = kinds.filter((kind) => removalOf(kind) !== undefined);

    expect([...alone, ...used].toSorted()).toEqual(deletable.toSorted());
  });

  it.each<[string, readonly ItemKind[], readonly ItemKind[]]>([
    ['alone', alone, alone],
    ['with what uses it', [...alone, ...used], used],
  ])('%s is found, explained and made again', async (_how, deleted, asked) => {
    after = await meddled(async (meddler) => {
      for (const kind of deleted) await meddler.remove(kind);
    });

    expect(asked.map((kind) => [kind, seen(after.found, kind)])).toMatchObject(
      asked.map((kind) => [kind, { is: 'missing', cause: { is: 'deleted', by: sam } }]),
    );
    expect(await mend(after.server)).toEqual([]);
  });

  it('takes what belongs to it along, which is told so', () => {
    expect(seen(after.found, 'deployment process')).toMatchObject({
      cause: { is: 'withOwner', owner: { kind: 'project', name: 'web' } },
    });
    expect(seen(after.found, 'published runbook')).toMatchObject({
      cause: { is: 'withOwner', owner: { kind: 'project', name: 'web' } },
    });
    expect(seen(after.found, 'team role')).toMatchObject({
      cause: { is: 'withOwner', owner: { kind: 'team', name: 'Risk Team' } },
    });
  });

  it('is asked for in two requests, whatever their number', () => {
    expect(after.server.sent.filter(({ path }) => path.includes('/events')).length).toBeLessThanOrEqual(2);
  });
});

describe('what somebody made beside', () => {
  const things = kinds.filter((kind) => meddlings[kind].beside !== undefined);

  it('is named with its maker, is no drift, and is left alone', async () => {
    const { server, found } = await meddled(async (meddler) => {
      for (const kind of things) await meddler.addBeside(kind);
    });
    await mend(server);
    const after = await findDrift({ client: server.client, lab });

    expect(found.drift).toEqual([]);
    const extras = found.notInFile.filter(({ name }) => /extra/i.test(name));
    expect(extras.map(({ kind }) => kind).toSorted()).toEqual(things.toSorted());
    expect(extras.map(({ cause }) => cause)).toMatchObject(things.map(() => ({ is: 'madeByHand', by: sam })));
    expect(after.notInFile).toEqual(found.notInFile);
  });
});
