import { expect, it } from 'vitest';
import { complaintIn } from './complaint.ts';

const unsupported = 'Error: unknown flag: --frob\nhelm upgrade --help';

// Recorded of kubectl 1.37.2, helm 3.22.0 and kind 0.33.0.
it.each<[string, string, string]>([
  [
    'Error from server (NotFound): namespaces "nowhere" not found',
    'not-found',
    'Error from server (NotFound): namespaces "nowhere" not found',
  ],
  ['Error: release: not found', 'not-found', 'release: not found'],
  [
    'Error: create: failed to create: namespaces "nowhere" not found',
    'not-found',
    'create: failed to create: namespaces "nowhere" not found',
  ],
  [
    'Error from server (Forbidden): configmaps is forbidden: User "nobody" cannot list',
    'forbidden',
    'Error from server (Forbidden): configmaps is forbidden: User "nobody" cannot list',
  ],
  [
    'Error: list: failed to list: secrets is forbidden: User "nobody" cannot list',
    'forbidden',
    'list: failed to list: secrets is forbidden: User "nobody" cannot list',
  ],
  [
    'error: You must be logged in to the server (Unauthorized)',
    'unauthorized',
    'You must be logged in to the server (Unauthorized)',
  ],
  [
    'E1201 03:07:09.4 12337 memcache.go:381] "Couldn\'t get" err="dial tcp 127.0.0.1:1: connect: connection refused"\nThe connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
    'unreachable',
    'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
  ],
  [
    'Error: Kubernetes cluster unreachable: context "none" does not exist',
    'context-missing',
    'Kubernetes cluster unreachable: context "none" does not exist',
  ],
  [
    'Error in configuration: context was not found for specified context: none',
    'context-missing',
    'Error in configuration: context was not found for specified context: none',
  ],
  [
    'error: Apply failed with 1 conflict: conflict with "me": .data.k\nPlease review the fields above',
    'conflict',
    'Apply failed with 1 conflict: conflict with "me": .data.k',
  ],
  ['error: timed out waiting for the condition', 'timeout', 'timed out waiting for the condition'],
  ['Error: UPGRADE FAILED: context deadline exceeded', 'timeout', 'UPGRADE FAILED: context deadline exceeded'],
  [unsupported, 'program-failed', 'unknown flag: --frob'],
  ['warn\nsomething broke\n', 'program-failed', 'something broke'],
])('%j is %s', (stderr, code, message) => {
  expect(complaintIn(stderr)).toMatchObject({ code, message });
});

it('says all errors, and how many more than are read', () => {
  const errors = Array.from({ length: 7 }, (_, index) => `error: no ${index}`).join('\n');
  expect(complaintIn(errors)?.message).toBe('no 0; error: no 1; error: no 2; error: no 3; error: no 4; and 2 more');
});

it('is none when nothing was said', () => {
  expect(complaintIn('\n \n')).toBeUndefined();
});
