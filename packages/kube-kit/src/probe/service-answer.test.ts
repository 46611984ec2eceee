import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proxyPath } from './service-answer.ts';

it.each([
  [{}, '/api/v1/namespaces/pay/services/api/proxy/'],
  [{ port: 80, path: '/' }, '/api/v1/namespaces/pay/services/api:80/proxy/'],
  [{ port: 'http', path: 'health?deep=1' }, '/api/v1/namespaces/pay/services/api:http/proxy/health?deep=1'],
  [{ path: '//a b/é' }, '/api/v1/namespaces/pay/services/api/proxy/a%20b/%C3%A9'],
  [{ path: '/a%2Fb' }, '/api/v1/namespaces/pay/services/api/proxy/a%2Fb'],
  [{ path: '/a/../../../secrets' }, undefined],
  [{ path: '/%2e%2E/x' }, undefined],
  [{ path: '/..' }, undefined],
  [{ path: '/..a?b=..' }, '/api/v1/namespaces/pay/services/api/proxy/..a?b=..'],
])('%j is asked for at %s', (question, path) => {
  expect(proxyPath({ namespace: 'pay', service: 'api', ...question })).toBe(path);
});

it('never leaves the service, whatever its parts are', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary-ascii' }),
      fc.string({ unit: 'binary-ascii' }),
      fc.string({ unit: 'binary-ascii' }),
      (namespace, service, path) => {
        const result = proxyPath({ namespace, service, path });
        if (result === undefined) return;
        const resolved = new URL(result, 'http://cluster').pathname;
        expect(resolved).toMatch(/^\/api\/v1\/namespaces\/[^/]*\/services\/[^/]+\/proxy\//);
      },
    ),
  );
});
