import type { Template } from '@octotrain/lab-config';
import type { Parameter } from '@octotrain/octopus-client';
import { controlOf } from './words.ts';

/** What tenants fill in. The server keeps no difference between a blank default and none. [docs] */
export function templatesOf(parameters: readonly Parameter[]): readonly Template[] {
  return parameters.map(({ Name, Label, HelpText, DefaultValue, DisplaySettings }) => ({
    name: Name,
    label: Label ?? '',
    help: HelpText ?? '',
    ...(typeof DefaultValue === 'string' && DefaultValue !== '' ? { default: DefaultValue } : {}),
    ...controlOf(DisplaySettings),
  }));
}
