import { z } from 'zod';
import { flag, whole } from '../http/fields.ts';

const scopeTypes = ['Unauthenticated', 'AuthenticatedHuman', 'AuthenticatedAgent'] as const;

/** Whose requests a policy counts. */
export type RateLimitScope = (typeof scopeTypes)[number];

/** How many requests of some callers the server takes. The built-in ones are all that there are. [docs] */
export interface RateLimitingPolicyDocument {
  readonly Id: string;
  readonly Name: string;
  readonly IsBuiltIn: true;
  readonly IsEnabled: boolean;
  readonly ScopeType: RateLimitScope;
  readonly RequestsPerMinute: number;
  readonly BurstLimit: number;
  readonly AuditMode: boolean;
}

/** What can be said about a policy; names and scopes of built-in ones are looked at only to refuse a change. */
export const policySchema = z.object({
  Name: z.string().nullish(),
  ScopeType: z.string().nullish(),
  IsEnabled: flag(false),
  RequestsPerMinute: whole(0),
  BurstLimit: whole(0),
  AuditMode: flag(false),
});

/** The policies of a new server. [docs; the figures are those of the documented example] */
export const builtInPolicies: readonly Omit<RateLimitingPolicyDocument, 'Id' | 'IsEnabled'>[] = [
  builtIn('Unauthenticated requests', 'Unauthenticated'),
  builtIn('Authenticated requests', 'AuthenticatedHuman'),
  builtIn('AI Agent requests', 'AuthenticatedAgent'),
];

function builtIn(Name: string, ScopeType: RateLimitScope): Omit<RateLimitingPolicyDocument, 'Id' | 'IsEnabled'> {
  return { Name, ScopeType, IsBuiltIn: true, RequestsPerMinute: 600, BurstLimit: 200, AuditMode: false };
}
