import { z } from 'zod';
import { listOf, mapOf, nameField, requiredText, text } from '../http/fields.ts';
import { propertySchema } from '../http/sensitive.ts';
import { type TemplateDocument, templateSchema } from '../library-sets/state.ts';
import { type ActionDocument, gitDependencySchema, packageReferenceSchema } from '../processes/state.ts';

export const actionTemplateSchema = z.object({
  Name: nameField(),
  Description: text(),
  ActionType: requiredText('an action type'),
  CommunityActionTemplateId: text(),
  Packages: listOf(packageReferenceSchema),
  GitDependencies: listOf(gitDependencySchema),
  Parameters: listOf(templateSchema),
  Properties: mapOf(propertySchema),
});

/** A step that processes can take up. */
export interface ActionTemplateDocument
  extends Readonly<Omit<z.output<typeof actionTemplateSchema>, 'Packages' | 'Parameters'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  /** Counts its changes. */
  readonly Version: number;
  readonly Packages: ActionDocument['Packages'];
  readonly Parameters: readonly TemplateDocument[];
}

/** The picture of a template, whose id it has. */
export interface ActionTemplateLogoDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Base64: string;
}
