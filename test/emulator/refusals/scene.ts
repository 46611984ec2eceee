import type { Emulator } from '@octotrain/octopus-emulator';
import { castOf } from '../../contract/cast.ts';
import { askerOf, type ContractWorld, items, must } from '../../contract/contract-world.ts';
import type { Operation } from '../../contract/document.ts';
import { requestFor } from '../../contract/requests.ts';

/** A server on which an operation would be granted, and what has to be known to have it refused. */
export interface Scene {
  readonly emulator: Emulator;
  readonly operation: Operation;
  /** Of the request that would be granted to the administrator. */
  readonly path: string;
  readonly body: unknown;
  readonly keys: {
    readonly administrator: string;
    /** Of somebody who is in no team but that of everyone. */
    readonly nobody: string;
    /** Of the administrator, and too old. */
    readonly expired: string;
  };
  /** Id of a space that has no part in the request. */
  readonly otherSpace: string;
}

export async function sceneOf(world: ContractWorld, operation: Operation): Promise<Scene> {
  const emulator = await world.start();
  const ask = askerOf(emulator.fetch, emulator.administratorKey);
  const cast = await castOf(ask);
  const { path, body } = await requestFor(operation, cast);
  const nobody = await must(ask, 'POST', '/api/users', { Username: 'nobody', DisplayName: 'Nobody' });
  const key = await must(ask, 'POST', `/api/users/${nobody.Id}/apikeys`, { Purpose: 'none' });
  const expired = { Purpose: 'old', Expires: '2020-01-01T00:00:00Z' };
  const old = await must(ask, 'POST', `/api/users/${cast.idOf('Users')}/apikeys`, expired);
  const spaces = await items(ask, '/api/spaces');
  const other = spaces.find(({ Id }) => Id !== cast.idOf('Spaces'));
  return {
    ...{ emulator, operation, path, body },
    keys: {
      administrator: emulator.administratorKey,
      nobody: String(key.ApiKey),
      expired: String(old.ApiKey),
    },
    otherSpace: String(other?.Id),
  };
}
