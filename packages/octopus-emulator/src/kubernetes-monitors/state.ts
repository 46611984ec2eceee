import { z } from 'zod';
import { flag, requiredText } from '../http/fields.ts';

export const monitorSchema = z.object({
  InstallationId: z.uuid('an installation id is a UUID'),
  MachineId: requiredText('the machine beside the monitor'),
  PreserveAuthenticationToken: flag(false),
});

/** What tells the server of the live objects in a cluster, beside an agent. */
export interface KubernetesMonitorDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly InstallationId: string;
  readonly MachineId: string;
  /** A secret: told once, when it is made. */
  readonly Token: string;
}
