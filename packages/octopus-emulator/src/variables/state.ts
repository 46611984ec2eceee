import { z } from 'zod';
import { choice, flag, ids, listOf, mapOf, text, whole } from '../http/fields.ts';

/** Types of a variable's value. [client] */
const types = [
  'String',
  'Sensitive',
  'Certificate',
  'AmazonWebServicesAccount',
  'AzureAccount',
  'GoogleCloudAccount',
  'UsernamePasswordAccount',
  'GenericOidcAccount',
  'WorkerPool',
] as const;

const scopeSchema = z
  .object({
    Environment: ids().optional(),
    Machine: ids().optional(),
    Role: ids().optional(),
    Action: ids().optional(),
    Channel: ids().optional(),
    TenantTag: ids().optional(),
    ProcessOwner: ids().optional(),
  })
  .strict();

const variableSchema = z.object({
  Id: z.string().nullish(),
  Name: z.string('a name is required').trim().min(1, 'a name is required'),
  Value: text(),
  Type: choice(types, 'String'),
  IsSensitive: flag(false),
  Description: text(),
  Scope: scopeSchema.nullish().transform((value) => withoutEmpty(value ?? {})),
  Prompt: z
    .object({ Label: text(), Description: text(), Required: flag(false), DisplaySettings: mapOf(z.string()) })
    .nullish()
    .transform((value) => value ?? null),
});

function withoutEmpty(scope: z.output<typeof scopeSchema>): VariableScopeDocument {
  return Object.fromEntries(Object.entries(scope).filter(([, values]) => values !== undefined && values.length > 0));
}

/** Kinds of scope, each with the ids or names that match. A kind that is missing matches everything. */
export type VariableScopeDocument = {
  readonly [Kind in keyof z.output<typeof scopeSchema>]?: readonly string[];
};

export const variableSetSchema = z.object({ Version: whole(0).optional(), Variables: listOf(variableSchema) });

export type WrittenVariableSet = z.output<typeof variableSetSchema>;

export interface VariableDocument extends Readonly<Omit<z.output<typeof variableSchema>, 'Id'>> {
  readonly Id: string;
}

/** The variables of a project or a library set. Secrets are kept as `Value`; no route gives them out. */
export interface VariableSetDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly OwnerId: string;
  readonly Version: number;
  readonly Variables: readonly VariableDocument[];
}
