import type { OpenApiDocument } from './merge-areas.ts';

/** A line for each named schema that does not say what it is. */
export function missingTexts(document: OpenApiDocument): string[] {
  return Object.entries(document.components.schemas ?? {})
    .filter(([, schema]) => !hasText(schema))
    .map(([name]) => `#/components/schemas/${name}: has no description`);
}

function hasText(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'description' in schema && schema.description !== '';
}
