import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../index.ts';

function part(uri: string, name: string): string {
  return evaluate({ template: `#{Value | UriPart ${name}}`, variables: { Value: uri } }).text;
}

const full = 'HTTPS://user:pw@Octopus.com:8443/a/./b/../c%20d?q=1#top';

it.each([
  [full, 'AbsolutePath', '/a/c%20d'],
  [full, 'AbsoluteUri', 'https://user:pw@octopus.com:8443/a/c%20d?q=1#top'],
  [full, 'Authority', 'octopus.com:8443'],
  [full, 'DnsSafeHost', 'octopus.com'],
  [full, 'Fragment', '#top'],
  [full, 'Host', 'octopus.com'],
  [full, 'HostAndPort', 'octopus.com:8443'],
  [full, 'HostNameType', 'Dns'],
  [full, 'IsAbsoluteUri', 'true'],
  [full, 'IsDefaultPort', 'false'],
  [full, 'IsFile', 'false'],
  [full, 'IsLoopback', 'false'],
  [full, 'IsUnc', 'false'],
  [full, 'Path', '/a/c d'],
  [full, 'PathAndQuery', '/a/c%20d?q=1'],
  [full, 'Port', '8443'],
  [full, 'Query', '?q=1'],
  [full, 'Scheme', 'https'],
  [full, 'SchemeAndServer', 'https://octopus.com:8443'],
  [full, 'UserInfo', 'user:pw'],
  ['https://octopus.com', 'absoluteuri', 'https://octopus.com/'],
  ['https://octopus.com:443/x', 'SchemeAndServer', 'https://octopus.com'],
  ['https://octopus.com', 'HostAndPort', 'octopus.com:443'],
  ['http://a/b c?ü', 'PathAndQuery', '/b%20c?%C3%BC'],
  ['http://10.0.0.1/', 'HostNameType', 'IPv4'],
  ['http://[::1]:80/', 'HostNameType', 'IPv6'],
  ['http://[::1]/', 'Host', '[::1]'],
  ['http://[::1]/', 'DnsSafeHost', '::1'],
  ['http://[::1]/', 'IsLoopback', 'true'],
  ['http://localhost:1', 'IsLoopback', 'true'],
  ['http://127.1.2.3', 'IsLoopback', 'true'],
  ['file:///etc/hosts', 'IsFile', 'true'],
  ['file:///etc/hosts', 'Path', '/etc/hosts'],
  ['file:///etc/hosts', 'HostNameType', 'Basic'],
  ['file:///etc/hosts', 'Port', '-1'],
  ['C:\\dir\\a b.txt', 'AbsoluteUri', 'file:///C:/dir/a%20b.txt'],
  ['C:\\dir\\a b.txt', 'Path', 'C:\\dir\\a b.txt'],
  ['\\\\Server\\share\\x', 'IsUnc', 'true'],
  ['\\\\Server\\share\\x', 'Path', '\\\\server\\share\\x'],
  ['urn:isbn:123', 'Path', 'isbn:123'],
  ['urn:isbn:123', 'AbsoluteUri', 'urn:isbn:123'],
  ['urn:isbn:123', 'HostNameType', 'Unknown'],
  ['/docs', 'IsAbsoluteUri', 'false'],
  ['/docs', 'Host', '[UriPart Host error: This operation is not supported for a relative URI.]'],
  ['/docs', 'bar', "[UriPart bar error: argument 'bar' not supported]"],
  ['https://octopus.com', 'bar', "[UriPart bar error: argument 'bar' not supported]"],
  ['https://octopus.com', '', '[UriPart error: no argument given]'],
  ['http://', 'Host', 'http://'],
  ['http://a:99999/', 'Host', 'http://a:99999/'],
])('%s | UriPart %s is %s', (uri, name, expected) => {
  expect(part(uri, name)).toBe(expected);
});

it('an address in its canonical form is taken apart into the same form again', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (uri) => {
      const once = part(uri, 'AbsoluteUri');
      expect(part(once, 'AbsoluteUri')).toBe(once);
      expect(part(once, 'SchemeAndServer') + part(once, 'PathAndQuery') + part(once, 'Fragment')).toBe(once);
    }),
    { numRuns: 30 },
  );
});
