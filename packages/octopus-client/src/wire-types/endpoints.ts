import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** An image and the feed it comes from. [client] */
export type EndpointContainer = Schemas['EndpointContainer'];
/** How to log in to a cluster; which fields matter depends on the type. [client] */
export type KubernetesAuthentication = Schemas['KubernetesAuthentication'];
