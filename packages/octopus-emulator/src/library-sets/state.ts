import { z } from 'zod';
import { choice, flag, listOf, mapOf, nameField, text } from '../http/fields.ts';
import { propertySchema } from '../http/sensitive.ts';

const longestName = 200;

/** A template: what a tenant fills in for a project or a library set. */
export const templateSchema = z.object({
  Id: z.string().nullish(),
  // Without a name it is kept, too. [client]
  Name: z
    .string()
    .trim()
    .max(longestName)
    .nullish()
    .transform((value) => value ?? ''),
  Label: text(),
  HelpText: text(),
  DefaultValue: propertySchema.nullish().transform((value) => value ?? null),
  DisplaySettings: mapOf(z.string()),
  AllowClear: flag(true),
});

export interface TemplateDocument extends Readonly<Omit<z.output<typeof templateSchema>, 'Id'>> {
  readonly Id: string;
}

export const librarySetSchema = z.object({
  Name: nameField(),
  Description: text(),
  ContentType: choice(['Variables', 'ScriptModule'], 'Variables'),
  Templates: listOf(templateSchema),
});

/** Variables that several projects share. */
export interface LibrarySetDocument extends Readonly<Omit<z.output<typeof librarySetSchema>, 'Templates'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly VariableSetId: string;
  readonly Templates: readonly TemplateDocument[];
}
