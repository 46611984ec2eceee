/** One deployment of a release that stands on Friday morning. */
export interface Standing {
  readonly environment: string;
  /** Absent for an untenanted deployment. */
  readonly tenant?: string;
  /** The server makes it by itself when the release is created: wait for it, do not ask for it. */
  readonly automatic: boolean;
}

/** A release that exists on Friday morning, and where it stands, in the order in which it got there. */
export interface StandingRelease {
  readonly space: string;
  readonly project: string;
  readonly version: string;
  /** What its steps read: a tag of the deployment repository. */
  readonly gitRef: string;
  readonly stands: readonly Standing[];
}

const everywhere: readonly Standing[] = [
  { environment: 'Development', automatic: true },
  { environment: 'Staging', automatic: false },
  { environment: 'Production', automatic: false },
];

function forTenant(tenant: string): readonly Standing[] {
  return everywhere.map((standing) => ({ ...standing, tenant }));
}

const first = { version: '1.0.0', gitRef: 'v1.0.0' };

/**
 * The world before Friday's train leaves. merchant-portal stands untenanted in Development only: that is the one
 * untenanted deployment which its automatic first phase adds.
 */
export const fridayMorning: { readonly releases: readonly StandingRelease[] } = {
  releases: [
    { space: 'Payments', project: 'payments-api', ...first, stands: everywhere },
    { space: 'Payments', project: 'fraud-detector', ...first, stands: everywhere },
    {
      space: 'Merchants',
      project: 'merchant-portal',
      ...first,
      stands: [{ environment: 'Development', automatic: true }, ...forTenant('Acme Corp'), ...forTenant('EuroShop')],
    },
    { space: 'Merchants', project: 'kyc-service', ...first, stands: everywhere.slice(0, 2) },
  ],
};
