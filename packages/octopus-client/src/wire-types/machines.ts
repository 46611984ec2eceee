import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** What was found at an address: the beginning of a new deployment target or worker. [guess which fields are told] */
export type DiscoveredMachine = Schemas['DiscoveredMachine'];
/** How the last talk with a machine went. [spec] */
export type MachineConnectionStatus = Schemas['MachineConnectionStatus'];
