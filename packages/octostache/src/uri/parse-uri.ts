import { trimWhiteSpace } from '../white-space.ts';
import { cleanPath, escaped } from './uri-text.ts';

/** An absolute URI in parts, as .NET's `Uri` has them: escaped, its scheme and host in lower case. */
export interface AbsoluteUri {
  scheme: string;
  userInfo: string;
  /** With its brackets, when it is an IPv6 address. */
  host: string;
  hostType: 'Unknown' | 'Basic' | 'Dns' | 'IPv4' | 'IPv6';
  /** -1: none given, and none usual. */
  port: number;
  usualPort: number;
  path: string;
  /** With its `?`. */
  query: string;
  /** With its `#`. */
  fragment: string;
  /** A path of Windows on another machine. */
  isUnc: boolean;
}

const usualPorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  ftp: 21,
  gopher: 70,
  nntp: 119,
  telnet: 23,
  ldap: 389,
  'net.tcp': 808,
  mailto: 25,
};

/** Schemes whose paths are cleaned of `.` and `..`. */
const pathSchemes = new Set(['http', 'https', 'ws', 'wss', 'ftp', 'file', 'net.tcp', 'net.pipe']);

/**
 * Takes a URI apart as .NET does; `relative` for one without a scheme, undefined for one that is broken. Paths of
 * Windows (`C:\x`, `\\server\share`) count as files. Not covered: what .NET does with `mailto:` beyond its path, and names
 * of hosts in other alphabets, which stay as they are.
 */
export function parseUri(text: string): AbsoluteUri | 'relative' | undefined {
  const trimmed = trimWhiteSpace(text);
  if (/^[a-z]:[\\/]/i.test(trimmed)) return fileUri({ host: '', path: `/${trimmed}`, isUnc: false });
  const unc = /^\\\\([^\\/]+)(.*)$/s.exec(trimmed);
  if (unc) return fileUri({ host: unc[1] ?? '', path: unc[2] ?? '', isUnc: true });
  const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(trimmed);
  if (!parts) return 'relative';
  const [, name = '', authority, path = '', query = '', fragment = ''] = parts;
  const scheme = name.toLowerCase();
  const server = serverOf(authority, scheme);
  if (!server) return undefined;
  const cleaned = pathSchemes.has(scheme) ? cleanPath(path) : path;
  return {
    ...server,
    scheme,
    path: escaped(cleaned),
    query: query === '?' ? '' : escaped(query),
    fragment: fragment === '#' ? '' : escaped(fragment),
    isUnc: scheme === 'file' && server.host !== '',
  };
}

function fileUri({ host, path, isUnc }: { host: string; path: string; isUnc: boolean }): AbsoluteUri {
  const hostType = host === '' ? 'Basic' : 'Dns';
  const server = { host: host.toLowerCase(), hostType, userInfo: '', port: -1, usualPort: -1 } as const;
  return { ...server, scheme: 'file', path: escaped(cleanPath(path)), query: '', fragment: '', isUnc };
}

type Server = Pick<AbsoluteUri, 'userInfo' | 'host' | 'hostType' | 'port' | 'usualPort'>;

/** User, host and port of a URI; undefined when they make no sense. */
function serverOf(authority: string | undefined, scheme: string): Server | undefined {
  const usualPort = usualPorts[scheme] ?? -1;
  if (authority === undefined) {
    if (pathSchemes.has(scheme)) return undefined;
    return { userInfo: '', host: '', hostType: 'Unknown', port: usualPort, usualPort };
  }
  const at = authority.lastIndexOf('@');
  const userInfo = escaped(authority.slice(0, Math.max(at, 0)));
  const found = /^(\[[0-9a-f:.]+\]|[^:[\]]*)(?::(\d{0,5}))?$/i.exec(authority.slice(at + 1));
  if (!found) return undefined;
  const host = (found[1] ?? '').toLowerCase();
  const port = found[2] ? Number(found[2]) : usualPort;
  const hostType = hostTypeOf(host);
  const mustBeNamed = pathSchemes.has(scheme) && scheme !== 'file';
  if (port > 65_535 || (mustBeNamed && hostType === 'Basic')) return undefined;
  return { userInfo, host, hostType, port, usualPort };
}

function hostTypeOf(host: string): AbsoluteUri['hostType'] {
  if (host.startsWith('[')) return 'IPv6';
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) && host.split('.').every((part) => Number(part) < 256)) return 'IPv4';
  return /^[\p{L}\p{N}_-]/u.test(host) && !/[^\p{L}\p{N}_.-]|\.\./u.test(host) ? 'Dns' : 'Basic';
}
