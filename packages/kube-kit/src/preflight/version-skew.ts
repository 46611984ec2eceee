import type { ProgramVersion } from '../process/program-version.ts';

type Minor = Pick<ProgramVersion, 'major' | 'minor'>;

/** How a program fits a server: `older` and `newer` say which way it is out of range; `untold` where nobody says. */
export type Skew = 'fits' | 'older' | 'newer' | 'untold';

/** Whether a kubectl may speak to a server: one minor version up or down [docs]. */
export function kubectlSkew(kubectl: Minor, server: Minor): Skew {
  if (kubectl.major !== server.major) return kubectl.major < server.major ? 'older' : 'newer';
  const apart = kubectl.minor - server.minor;
  if (Math.abs(apart) <= 1) return 'fits';
  return apart < 0 ? 'older' : 'newer';
}

/**
 * Whether a helm fits a server: the version of Kubernetes it was built with, or one of the three minor versions before
 * it [docs]. A server above that range is what helm is older than.
 */
export function helmSkew(helm: Minor, server: Minor): Skew {
  const newest = kubernetesOfHelm(helm);
  if (newest === undefined || server.major !== 1) return 'untold';
  if (server.minor > newest) return 'older';
  return server.minor < newest - 3 ? 'newer' : 'fits';
}

/** Builds that do not follow the row of the others: by their own go.mod. */
const helm3 = new Map([
  [21, 35],
  [22, 37],
]);

/** The minor version of Kubernetes that a helm was built with, after helm's table [docs]; undefined past its end. */
function kubernetesOfHelm({ major, minor }: Minor): number | undefined {
  if (major === 3) return helm3.get(minor) ?? (minor >= 8 && minor <= 20 ? minor + 15 : undefined);
  if (major === 4 && minor <= 3) return minor + 34;
  return undefined;
}
