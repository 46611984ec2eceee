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
