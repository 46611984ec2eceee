import { createHash } from 'node:crypto';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest } from '../http/problem.ts';
import { unknownIds } from '../resource/references.ts';

const defaultPorts = { TentaclePassive: 10_933, Ssh: 22 } as const;

/**
 * What a simulated machine at an address says: the beginning of a target or worker. Any address has one, always the same for
 * the same address. [client for the styles, guess for the ports]
 */
export function discovered({ world, space, query, path, search }: RouteContext): Reply {
  const host = query.text('host');
  const style = styleOf(query.text('type'));
  const port = query.count('port') ?? (style === undefined ? 0 : defaultPorts[style]);
  const proxyId = query.text('proxyId') ?? null;
  const problems = [
    ...(host === undefined ? ['Say where to look: ?host=…'] : []),
    ...(style === undefined ? [`Only TentaclePassive and Ssh can be discovered, not '${query.text('type')}'.`] : []),
    ...unknownIds(world.store, { collection: 'Proxies', kind: 'proxy', spaceId: space.Id, ids: [proxyId] }),
  ];
  if (host === undefined || style === undefined || problems.length > 0) throw badRequest(problems);
  const digest = createHash('sha256').update(`${style} ${host.toLowerCase()}:${port}`).digest();
  const links = { Self: `${path}${search}` };
  if (style === 'Ssh') {
    const Fingerprint = `SHA256:${digest.toString('base64').replace(/=+$/, '')}`;
    const Endpoint = {
      CommunicationStyle: style,
      Host: host,
      Port: port,
      Fingerprint,
      AccountId: null,
      ProxyId: proxyId,
    };
    return ok({ Name: host, Endpoint, Thumbprint: null, Uri: `ssh://${host}:${port}/`, Links: links });
  }
  const Thumbprint = digest.subarray(0, 20).toString('hex').toUpperCase();
  const Uri = `https://${host}:${port}/`;
  const Endpoint = { CommunicationStyle: style, Uri, Thumbprint, ProxyId: proxyId };
  return ok({ Name: host, Endpoint, Thumbprint, Uri, Links: links });
}

function styleOf(type: string | undefined): keyof typeof defaultPorts | undefined {
  const asked = (type ?? 'TentaclePassive').toLowerCase();
  return (['TentaclePassive', 'Ssh'] as const).find((style) => style.toLowerCase() === asked);
}
