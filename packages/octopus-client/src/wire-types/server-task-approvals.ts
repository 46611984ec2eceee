import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A person's decision. [client] */
export type Approval = Schemas['Approval'];
/** What a caller sends to create or replace an approval; a whole approval as read is accepted too. */
export type ApprovalWrite = Schemas['ApprovalWrite'];
/** The change that tasks belong to; several tasks may share one. [client] */
export type ChangeRequest = Schemas['ChangeRequest'];
/** A task that needs an approval. [client] */
export type ServerTaskApproval = Schemas['ServerTaskApproval'];
/** What a task needs to be approved. [client] */
export type ServerTaskApprovalAnswer = Schemas['ServerTaskApprovalAnswer'];
/** What a task needs to be approved, and what it has. [client] */
export type ServerTaskApprovalDetail = Schemas['ServerTaskApprovalDetail'];
