import type { Building } from '@octotrain/lab-apply';
import type { Labels } from './labels.ts';

/** A thing of a lab, on its way into resources. */
export interface Thing<Body> {
  readonly name: string;
  /** The space it is in; blank for what belongs to the whole server. */
  readonly space: string;
  /** `space_id` of that. */
  readonly spaceId: string;
  /** It is the server's default space. */
  readonly isDefaultSpace: boolean;
  readonly body: Body;
  /** Ids of the projects that a tenant is connected to; empty for what is no tenant’s. */
  readonly connected: readonly string[];
  readonly labels: Labels;
  /** Stands for the id of something in the space or of the whole server. */
  readonly id: Building['id'];
}
