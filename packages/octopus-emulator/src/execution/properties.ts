import type { PropertyValue } from '../http/sensitive.ts';

/** The text of a property, secret or not; undefined when it is absent. */
export function propertyText(property: PropertyValue | null | undefined): string | undefined {
  if (property === null || property === undefined) return undefined;
  return typeof property === 'string' ? property : (property.NewValue ?? undefined);
}

/** `True` in any case. */
export function isTrue(property: PropertyValue | null | undefined): boolean {
  return propertyText(property)?.trim().toLowerCase() === 'true';
}
