import fc from 'fast-check';
import type { Sent } from './asker.ts';
import type { Scene } from './scene.ts';
import { sentAs, type Way } from './way.ts';

const changes = ({ operation }: Scene) => operation.method !== 'GET';

/** Requests that are good but for who sends them, or where to. */
export const callersAndPlaces: Readonly<Record<string, Way>> = {
  'without a key': {
    fits: ({ operation }) => operation.needsKey,
    requests: (scene) => fc.constant(without(sentAs(scene), 'x-octopus-apikey')),
    statuses: [401],
  },
  'with a key of nobody': {
    fits: ({ operation }) => operation.needsKey,
    requests: (scene) => fc.stringMatching(/^API-[A-Z0-9]{1,40}$/).map((key) => sentAs(scene, { key })),
    statuses: [401],
  },
  'with a token of nobody': {
    fits: ({ operation }) => operation.needsKey,
    requests: (scene) =>
      fc
        .stringMatching(/^Bearer [A-Za-z0-9_.-]{1,60}$/)
        .map((authorization) => without(sentAs(scene, { headers: { authorization } }), 'x-octopus-apikey')),
    statuses: [401],
  },
  'with a key that has expired': {
    fits: ({ operation }) => operation.needsKey,
    requests: (scene) => fc.constant(sentAs(scene, { key: scene.keys.expired })),
    statuses: [401],
  },
  'by somebody without rights': {
    // Whoever is signed in may sign out.
    fits: (scene) => scene.operation.needsKey && changes(scene) && !scene.operation.path.endsWith('/users/logout'),
    requests: (scene) => fc.constant(sentAs(scene, { key: scene.keys.nobody })),
    statuses: [400, 403, 404],
  },
  'in a space that is not there': {
    fits: ({ operation }) => operation.path.includes('/{spaceId}'),
    requests: (scene) =>
      fc
        .oneof(fc.stringMatching(/^Spaces-[1-9]\d{3,8}$/), fc.stringMatching(/^[a-z0-9]{12,20}[0-9]$/))
        .map((space) => sentAs(scene, { path: inSpace(scene, space) })),
    statuses: [404],
  },
  'for what is of another space': {
    fits: ({ operation }) => operation.path.includes('/{spaceId}/') && operation.path.split('{').length > 2,
    requests: (scene) => fc.constant(sentAs(scene, { path: inSpace(scene, scene.otherSpace) })),
    statuses: [400, 404],
  },
  'with a method that is none': {
    fits: () => true,
    requests: (scene) =>
      fc.constantFrom('PATCH', 'PROPFIND', 'MERGE', 'BREW').map((method) => ({ ...sentAs(scene), method })),
    statuses: [401, 404, 405],
  },
  'to a path that is not encoded well': {
    fits: ({ operation }) => operation.path.includes('{'),
    requests: (scene) =>
      fc.constantFrom('%zz', '%', '%ff', '%c3%28').map((part) => sentAs(scene, { path: lastParameter(scene, part) })),
    statuses: [400],
  },
  'for an id that is none': {
    fits: ({ operation }) => operation.path.replace('{spaceId}', '').includes('{'),
    requests: (scene) =>
      fc
        .oneof(
          fc.constantFrom('%00', 'Projects-1%00', '..%2f..%2fetc%2fpasswd', '__proto__', 'constructor', '%F0%9F%90%99'),
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((text) => `${encodeURIComponent(text)}~`),
          fc.constant('9'.repeat(5_000)),
        )
        .map((part) => sentAs(scene, { path: lastParameter(scene, part) })),
    statuses: [400, 404, 405],
  },
};

function without(sent: Sent, header: string): Sent {
  return { ...sent, headers: Object.fromEntries(Object.entries(sent.headers).filter(([name]) => name !== header)) };
}

function inSpace({ path }: Scene, space: string): string {
  return path.replace(/^\/api\/[^/?]+/, `/api/${space}`);
}

/** The path with something else where its last parameter is. */
function lastParameter({ operation, path }: Scene, part: string): string {
  const words = operation.path.split('/');
  const last = words.findLastIndex((word) => word.startsWith('{'));
  const [address = '', query] = path.split('?');
  const changed = address.split('/').map((word, index) => (index === last ? part : word));
  return changed.join('/') + (query === undefined ? '' : `?${query}`);
}
