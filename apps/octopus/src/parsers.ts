/** A git address, and the local clone it is read from. */
export interface GitAddress {
  readonly address: string;
  readonly folder: string;
}

const highestPort = 65_535;

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= highestPort) return port;
  throw new SyntaxError(`a port is a whole number from 0 to ${highestPort}, not '${text}'`);
}

export function parseSpeed(text: string): number {
  const speed = Number(text);
  if (text.trim() !== '' && Number.isFinite(speed) && speed > 0) return speed;
  throw new SyntaxError(`a speed is a number above 0, not '${text}'`);
}

/** Splits at the last `=` that a folder can follow: addresses may hold some, folders seldom do. */
export function parseGitAddress(text: string): GitAddress {
  const at = text.lastIndexOf('=');
  const address = text.slice(0, Math.max(0, at)).trim();
  const folder = text.slice(at + 1).trim();
  if (at > 0 && address !== '' && folder !== '') return { address, folder };
  throw new SyntaxError(
    `write ADDRESS=DIR, like https://github.com/finpay/finpay-deploy.git=../finpay-deploy, not '${text}'`,
  );
}

/** How a target, or a cluster of Kubernetes agents, is reached. */
export interface KubeconfigFor {
  readonly name: string;
  readonly file: string;
  readonly context: string | undefined;
}

/** Splits at the first `=`: names hold none. What follows the last `#` is a context. */
export function parseKubeconfigFor(text: string): KubeconfigFor {
  const [, name = '', place = ''] = /^([^=]+)=(.+)$/s.exec(text.trim()) ?? [];
  const at = place.lastIndexOf('#');
  const file = at < 0 ? place : place.slice(0, at);
  const context = at < 0 ? undefined : place.slice(at + 1);
  if (name.trim() !== '' && file.trim() !== '' && context !== '') return { name: name.trim(), file, context };
  throw new SyntaxError(`write NAME=FILE or NAME=FILE#CONTEXT, like kind-finpay-dev=.kube/config, not '${text}'`);
}

/** The address of a server. A key has no place in it. */
export function parseAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new SyntaxError(`an address is like https://octopus.example.com, not '${text}'`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new SyntaxError('an address has no user, no query and no fragment');
  }
  return url.href.replace(/\/+$/, '');
}
