import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Which deployments people must approve, and who may. [client] */
export type ApprovalPolicy = Schemas['ApprovalPolicy'];
/** A project and environments by ids. [client] */
export type ApprovalPolicyIdScope = Schemas['ApprovalPolicyIdScope'];
/** Projects and environments by canonical names of their tags. [client] */
export type ApprovalPolicyTagScope = Schemas['ApprovalPolicyTagScope'];
/** What a caller sends to create or replace an approval policy; a whole approval policy as read is accepted too. */
export type ApprovalPolicyWrite = Schemas['ApprovalPolicyWrite'];
