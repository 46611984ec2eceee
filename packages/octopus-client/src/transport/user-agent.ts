import { version } from '../../package.json';

/**
 * Who asks, for the server's audit log: the program that the caller names, this client with its version, and what it runs on. Throws a TypeError for
 * a name that no header can carry.
 */
export function userAgentOf(program: string | undefined, platform = thisPlatform()): string {
  if (program !== undefined && !/^[\x20-\x7e]*$/.test(program)) {
    throw new TypeError('the user agent has a character that no header can carry: a line break, or one beyond ASCII');
  }
  const client = `octotrain-octopus-client/${version} (${platform})`;
  return program?.trim() ? `${program.trim()} ${client}` : client;
}

/** Such as `node 20.19.0; linux`; elsewhere than in Node what the platform says of itself. */
function thisPlatform(): string {
  const { process, navigator } = globalThis as {
    // Missing outside of Node, whatever its types say; and the other way round.
    process?: { versions?: { node?: string }; platform?: string };
    navigator?: { userAgent?: string };
  };
  const node = process?.versions?.node;
  return node ? `node ${node}; ${process?.platform}` : (navigator?.userAgent ?? 'unknown platform');
}
