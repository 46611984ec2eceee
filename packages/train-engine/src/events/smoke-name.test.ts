import { describe, expect, it } from 'vitest';
import { httpSmoke } from '../test-support/friday.ts';
import { smokeName } from './smoke-name.ts';

describe('smokeName', () => {
  it.each([
    [{ kind: 'step', step: 'Smoke Test' } as const, 'step Smoke Test'],
    [{ kind: 'rollout', deployment: 'api', timeoutMs: 1 } as const, 'rollout api'],
    [httpSmoke, 'http payments-api /'],
    [{ ...httpSmoke, port: '8080', path: '/healthz' }, 'http payments-api:8080 /healthz'],
  ])('calls %j `%s`', (smoke, name) => {
    expect(smokeName(smoke)).toBe(name);
  });
});
