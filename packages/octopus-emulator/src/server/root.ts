import type { Reply } from '../http/api.ts';
import type { World } from '../world.ts';
import { spaceLinks } from './space-links.ts';
import { systemLinks } from './system-links.ts';

/** The version of the API whose rules the emulator follows. */
export const serverVersion = '2026.3.0';

function serverFacts(world: World) {
  return {
    Application: 'Octopus Deploy',
    Version: serverVersion,
    ApiVersion: '3.0.0',
    InstallationId: installationId(world),
  };
}

/** `GET /api`: reachable without a key. [guess] */
export function rootReply(world: World): Reply {
  return {
    status: 200,
    body: {
      ...serverFacts(world),
      IsEarlyAccessProgram: false,
      HasLongTermSupport: false,
      Links: { ...systemLinks, ...spaceLinks('/api') },
    },
  };
}

/** `GET /api/{spaceId}`: where a space's documents are. The server's own facts are not repeated. [client] */
export function spaceRootReply(spaceId: string): Reply {
  const self = `/api/${spaceId}`;
  return { status: 200, body: { Id: spaceId, Links: { ...spaceLinks(self), Self: self } } };
}

function installationId(world: World): string {
  return world.store.get('Installations', 'Installation')?.Uuid ?? '';
}
