import { z } from 'zod';
import { choice, flag, ids, nameField, text } from '../http/fields.ts';
import { tenantModes } from '../projects/state.ts';
import { type EndpointDocument, endpointSchema } from './endpoint.ts';

export const machineSchema = z.object({
  Name: nameField(),
  EnvironmentIds: ids(),
  Roles: ids(),
  TenantIds: ids(),
  TenantTags: ids(),
  TenantedDeploymentParticipation: choice(tenantModes, 'Untenanted'),
  MachinePolicyId: text(),
  Endpoint: endpointSchema,
  IsDisabled: flag(false),
});

export type HealthStatus = 'Healthy' | 'HasWarnings' | 'Unhealthy' | 'Unavailable' | 'Unknown';

/** What targets and workers have in common. */
export interface ReachedDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Name: string;
  readonly Slug: string;
  readonly MachinePolicyId: string;
  readonly Endpoint: EndpointDocument;
  readonly IsDisabled: boolean;
  readonly HealthStatus: HealthStatus;
  readonly StatusSummary: string;
  /** When it was checked last. */
  readonly LastChecked?: string | null;
  /** Since when it is unavailable. */
  readonly UnavailableSince?: string | null;
}

/** Where steps run: a deployment target. */
export interface MachineDocument
  extends ReachedDocument,
    Readonly<Omit<z.output<typeof machineSchema>, 'MachinePolicyId' | 'Endpoint'>> {}
