import type { OctopusApi } from '@octotrain/octopus-client';
import { collect } from '../read/collect.ts';
import type { Reader } from '../read/reader.ts';

/** Kinds of things that a space may hold and that a lab file does not describe, or describes as agents. */
export type BeyondKind =
  | 'deployment target'
  | 'worker'
  | 'worker pool'
  | 'machine policy'
  | 'script module'
  | 'project trigger';

/** Such a thing. */
export interface Beyond {
  readonly kind: BeyondKind;
  readonly space: string;
  readonly name: string;
  readonly id: string;
}

/** Those kinds in the order in which they are removed; triggers go with their projects. */
export const beyondWaves: readonly (readonly BeyondKind[])[] = [
  ['deployment target', 'worker', 'script module'],
  ['machine policy', 'worker pool'],
];

/** Reads what one space holds beyond the kinds of a lab file, without what every space is born with. */
export async function readBeyond(options: {
  client: Reader;
  space: { readonly Id: string; readonly Name: string };
  signal?: AbortSignal | undefined;
}): Promise<readonly Beyond[]> {
  const { client, space, signal } = options;
  const { api } = client;
  const inSpace = { params: { path: { spaceId: space.Id } }, ...(signal === undefined ? {} : { signal }) };
  const [machines, workers, pools, policies, sets, triggers] = await Promise.all([
    api.GET('/api/{spaceId}/machines/all', inSpace),
    api.GET('/api/{spaceId}/workers/all', inSpace),
    api.GET('/api/{spaceId}/workerpools/all', inSpace),
    api.GET('/api/{spaceId}/machinepolicies/all', inSpace),
    api.GET('/api/{spaceId}/libraryvariablesets/all', inSpace),
    collect(client.pages('/api/{spaceId}/projecttriggers', inSpace)),
  ]);
  const held: readonly [BeyondKind, readonly { readonly Id: string; readonly Name: string }[]][] = [
    ['deployment target', machines.data],
    ['worker', workers.data],
    ['worker pool', pools.data.filter(({ IsDefault }) => !IsDefault)],
    ['machine policy', policies.data.filter(({ IsDefault }) => !IsDefault)],
    ['script module', sets.data.filter(({ ContentType }) => ContentType === 'ScriptModule')],
    ['project trigger', triggers],
  ];
  return held.flatMap(([kind, all]) => all.map(({ Id, Name }) => ({ kind, space: space.Name, name: Name, id: Id })));
}

/** Takes one of them off the server. Throws the OctopusError of a server that refuses. */
export async function removeBeyond(api: OctopusApi, spaceId: string, { kind, id }: Beyond): Promise<void> {
  const params = { path: { spaceId, id } };
  switch (kind) {
    case 'deployment target':
      await api.DELETE('/api/{spaceId}/machines/{id}', { params });
      return;
    case 'worker':
      await api.DELETE('/api/{spaceId}/workers/{id}', { params });
      return;
    case 'worker pool':
      await api.DELETE('/api/{spaceId}/workerpools/{id}', { params });
      return;
    case 'machine policy':
      await api.DELETE('/api/{spaceId}/machinepolicies/{id}', { params });
      return;
    case 'script module':
      await api.DELETE('/api/{spaceId}/libraryvariablesets/{id}', { params });
      return;
    case 'project trigger':
      // It goes with its project.
      return;
  }
}
