import type { Lab } from '@octotrain/lab-config';
import { desired } from '../desired/desired.ts';
import { type Address, keyOf, type Place, type Stored } from '../kinds/item.ts';
import { removalOf } from '../kinds/removal.ts';
import type { ItemKind } from '../kinds/waves.ts';
import { readServer } from '../read/read-server.ts';
import { createRegistry } from '../read/registry.ts';
import { clientOf } from './every-kind.ts';
import type { LabServer } from './lab-server.ts';
import { meddledWith, meddlings } from './meddlings.ts';

/** Somebody who changes a server by hand, under their own key. */
export function meddlerAt(options: { server: LabServer; lab: Lab; username: string }) {
  const { server, lab, username } = options;
  const client = clientOf(server, username);
  const items = new Map(desired(lab).map((item) => [keyOf(item.address), item]));

  async function at(address: Address) {
    const observed = await readServer({ client, lab });
    const registry = createRegistry(observed.ids);
    const { space } = address;
    const id: Place['id'] = (kind, name, within) => {
      const known = registry.find({ kind, name, within, space });
      if (known === undefined) throw new Error(`no ${kind} ${name}`);
      return known;
    };
    const spaceId = space === undefined ? '' : id('space', space);
    const place: Place = { api: client.api, spaceId, id, secret: () => '' };
    const stored = observed.found.find((one) => keyOf(one.address) === keyOf(address))?.document;
    const item = items.get(keyOf(address));
    if (stored === undefined || item === undefined) throw new Error(`there is no ${keyOf(address)}`);
    return { place, stored, item };
  }

  async function write(address: Address, change: (document: Readonly<Record<string, unknown>>) => object) {
    const { place, stored, item } = await at(address);
    await item.replace(place, stored, change({ ...stored }));
  }

  /** Publishes a runbook as it is for a moment, and puts its process back. */
  async function publishAnother(): Promise<void> {
    const process = meddledWith('runbook process');
    const { stored } = await at(process);
    await write(process, meddlings['runbook process'].changed ?? ((document) => document));
    const { place } = await at(process);
    const runbook = (await at(meddledWith('runbook'))).stored as Stored & { ProjectId: string };
    const body = { Name: 'Sneaky', RunbookId: runbook.Id, ProjectId: runbook.ProjectId, Notes: '' };
    const params = { path: { spaceId: place.spaceId }, query: { publish: true } };
    await place.api.POST('/api/{spaceId}/runbookSnapshots', { params, body: body as never });
    await write(process, ({ Version }) => ({ ...stored, Version }));
  }

  return {
    write,
    /** Changes the thing of a kind that rows are about. */
    async change(kind: ItemKind): Promise<void> {
      const { changed } = meddlings[kind];
      await (changed === undefined ? publishAnother() : write(meddledWith(kind), changed));
    },
    async remove(kind: ItemKind): Promise<void> {
      const { place, stored } = await at(meddledWith(kind));
      await removalOf(kind)?.(place, stored);
    },
    /** Makes a copy that no file knows. */
    async addBeside(kind: ItemKind): Promise<void> {
      const { place, stored, item } = await at(meddledWith(kind));
      await item.create?.(place, { ...stored, ...meddlings[kind].beside, Id: undefined, Slug: undefined });
    },
  };
}
