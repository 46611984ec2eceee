/** A phase of a release's lifecycle. */
export interface PhaseRule {
  readonly environments: readonly string[];
  /** The server deploys here by itself when the phase is reached. */
  readonly automatic: readonly string[];
  readonly isOptional: boolean;
  /** How many of its environments must have succeeded before the next phase opens; 0: all. */
  readonly minimum: number;
}

/** A release that runs somewhere, and what decides about where it may go. */
export interface RunningRelease {
  readonly id: string;
  readonly version: string;
  readonly channel: string;
  /** When it was assembled, in milliseconds: the later, the newer. */
  readonly assembled: number;
  readonly phases: readonly PhaseRule[];
  /** Its channel's releases go to this tenant. */
  readonly suitsTenant: boolean;
  /** Held back by a defect that somebody reported. */
  readonly isBlocked: boolean;
}

/**
 * The environments in which a tenant must have succeeded with a release before it may go to one of them, in order, or why
 * it may not go there at all. Each tenant walks the phases on its own. [docs]
 */
export function wayTo(
  release: RunningRelease,
  environment: string,
  connected: readonly string[],
): { readonly ok: true; readonly before: readonly string[] } | { readonly ok: false; readonly reason: string } {
  if (!release.suitsTenant) return no(`its channel ${release.channel} is for tenants with other tags`);
  const at = release.phases.findIndex(({ environments }) => environments.includes(environment));
  if (at === -1) return no('its lifecycle does not lead there');
  if (release.isBlocked && at > 0) return no('it is blocked by a defect');
  const before: string[] = [];
  for (const { environments, isOptional, minimum } of release.phases.slice(0, at)) {
    if (isOptional) continue;
    const usable = environments.filter((one) => connected.includes(one));
    const needed = minimum === 0 ? environments.length : Math.min(minimum, environments.length);
    if (usable.length < needed) {
      const missing = environments.filter((one) => !connected.includes(one)).join(', ');
      return no(`its lifecycle leads through ${missing} first, and the tenant is not connected there`);
    }
    before.push(...usable.slice(0, needed));
  }
  return { ok: true, before };
}

function no(reason: string) {
  return { ok: false as const, reason };
}
