import type { OctopusApi } from '../api/api.ts';
import type { Clock } from '../clock.ts';
import type { SpaceDirectories } from '../resolving/space.ts';
import type { User } from '../wire-types.ts';

/** What functions about a space are given. */
export interface SpaceContext {
  readonly api: OctopusApi;
  readonly clock: Clock;
  readonly space: SpaceDirectories;
  /** The key's owner; asked once. */
  me(): Promise<User>;
}
