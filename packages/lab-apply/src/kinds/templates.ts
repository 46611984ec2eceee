import type { Template } from '@octotrain/lab-config';
import type { ParameterWrite } from '@octotrain/octopus-client';
import { proseOf, sameName } from '../fields/canonical.ts';
import { type Fields, saidFields } from '../fields/fields.ts';
import { displaySettings, shownSettings } from './words.ts';

/** What tenants fill in, in the server's words. */
export function templatesBody(templates: readonly Template[]): ParameterWrite[] {
  return templates.map((template) => ({
    Name: template.name,
    Label: template.label,
    HelpText: template.help,
    DefaultValue: template.default ?? '',
    DisplaySettings: displaySettings(template.control, template.choices),
  }));
}

/** What matters about the templates that the file names. */
export function templatesFields(templates: readonly ParameterWrite[], like: readonly ParameterWrite[]): Fields {
  const fields = templates.flatMap((one) => {
    const said = like.find(isNamed(one.Name));
    if (said === undefined) return [];
    const { Name } = said;
    return Object.entries({
      [`template ${Name}`]: one.Label || Name,
      [`template ${Name}, help`]: proseOf(one.HelpText),
      [`template ${Name}, default`]: typeof one.DefaultValue === 'string' ? one.DefaultValue : '',
      [`template ${Name}, control`]: shownSettings(one.DisplaySettings),
    });
  });
  return saidFields(Object.fromEntries(fields));
}

/** The file's templates with the ids of the stored ones of their names, and the others as they are. */
export function mergeTemplates(wanted: readonly ParameterWrite[], stored: readonly ParameterWrite[]): ParameterWrite[] {
  const left = stored.filter(({ Name }) => !wanted.some(isNamed(Name)));
  return [...wanted.map((one) => ({ ...stored.find(isNamed(one.Name)), ...one })), ...left];
}

function isNamed(name: string): (one: ParameterWrite) => boolean {
  return (one) => sameName(one.Name, name);
}
