import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** An installed monitor. [client] */
export type KubernetesMonitor = Schemas['KubernetesMonitor'];
/** A monitor. [client] */
export type KubernetesMonitorAnswer = Schemas['KubernetesMonitorAnswer'];
/** A monitor and how it logs in. [client] */
export type KubernetesMonitorRegistration = Schemas['KubernetesMonitorRegistration'];
/** What a caller sends to register a monitor. */
export type KubernetesMonitorWrite = Schemas['KubernetesMonitorWrite'];
