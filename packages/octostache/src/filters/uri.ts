import { type AbsoluteUri, parseUri } from '../uri/parse-uri.ts';
import { unescaped } from '../uri/uri-text.ts';
import { type Filter, flag, onText } from './filter.ts';

/** The filter that takes a URI apart; what goes wrong comes back as a text in brackets [octostache]. */
export const uriFilters: Readonly<Record<string, Filter>> = {
  UriPart: onText((input, [part]) => {
    if (part === undefined) return '[UriPart error: no argument given]';
    const uri = parseUri(input);
    // A text that is no URI comes back as it is [guess].
    if (!uri) return input;
    if (part.toLowerCase() === 'isabsoluteuri') return flag(uri !== 'relative');
    const read = parts.get(part.toLowerCase());
    if (!read) return `[UriPart ${part} error: argument '${part}' not supported]`;
    if (uri === 'relative') return `[UriPart ${part} error: This operation is not supported for a relative URI.]`;
    return read(uri);
  }),
};

const parts: ReadonlyMap<string, (uri: AbsoluteUri) => string> = new Map(
  Object.entries<(uri: AbsoluteUri) => string>({
    absolutepath: ({ path }) => path,
    absoluteuri,
    authority,
    dnssafehost: ({ host }) => host.replaceAll(/[[\]]/g, ''),
    fragment: ({ fragment }) => fragment,
    host: ({ host }) => host,
    hostandport: ({ host, port }) => (port < 0 ? host : `${host}:${port}`),
    hostnametype: ({ hostType }) => hostType,
    isdefaultport: ({ port, usualPort }) => flag(port === usualPort),
    isfile: ({ scheme }) => flag(scheme === 'file'),
    isloopback: (uri) => flag(isLoopback(uri)),
    isunc: ({ isUnc }) => flag(isUnc),
    path: localPath,
    pathandquery: ({ path, query }) => path + query,
    port: ({ port }) => String(port),
    query: ({ query }) => query,
    scheme: ({ scheme }) => scheme,
    schemeandserver: (uri) => `${uri.scheme}:${uri.hostType === 'Unknown' ? '' : '//'}${authority(uri)}`,
    userinfo: ({ userInfo }) => userInfo,
  }),
);

function absoluteuri(uri: AbsoluteUri): string {
  const { scheme, userInfo, path, query, fragment, hostType } = uri;
  const user = userInfo === '' ? '' : `${userInfo}@`;
  const server = hostType === 'Unknown' ? '' : `//${user}${authority(uri)}`;
  return `${scheme}:${server}${path}${query}${fragment}`;
}

/** The host, and the port unless it is the usual one. */
function authority({ host, port, usualPort }: AbsoluteUri): string {
  return port === usualPort ? host : `${host}:${port}`;
}

function isLoopback({ scheme, host }: AbsoluteUri): boolean {
  if (host === '') return scheme === 'file';
  return /^(?:localhost|loopback|127(?:\.\d+){3}|\[(?:0*:)*:?0*1\])$/.test(host);
}

/** The path as people read it; one of Windows with its backslashes. */
function localPath({ scheme, host, path, isUnc }: AbsoluteUri): string {
  const plain = unescaped(path);
  if (isUnc) return `\\\\${host}${plain.replaceAll('/', '\\')}`;
  return scheme === 'file' && /^\/[a-z]:/i.test(plain) ? plain.slice(1).replaceAll('/', '\\') : plain;
}
