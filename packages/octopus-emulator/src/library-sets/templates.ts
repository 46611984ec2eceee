import { sameName } from '../http/names.ts';
import { isSensitive, keepSecret } from '../http/sensitive.ts';
import type { Random } from '../random.ts';
import type { TemplateDocument } from './state.ts';

type Written = Omit<TemplateDocument, 'Id'> & { readonly Id?: string | null | undefined };

/** Templates with ids: kept by id or name, new otherwise. */
export function identifiedTemplates(
  written: readonly Written[],
  stored: readonly TemplateDocument[],
  random: Random,
): readonly TemplateDocument[] {
  return written.map((template) => {
    const old =
      stored.find((candidate) => candidate.Id === template.Id) ??
      stored.find(({ Name }) => Name !== '' && sameName(Name, template.Name));
    const { DefaultValue } = template;
    return {
      ...template,
      Id: old?.Id ?? random.uuid(),
      DefaultValue: isSensitive(DefaultValue) ? keepSecret(DefaultValue, old?.DefaultValue) : DefaultValue,
    };
  });
}

/** Names of templates are unique in their set or project. [guess] Several may have none. [client] */
export function templateProblems(templates: readonly { readonly Name: string }[]): readonly string[] {
  return templates
    .filter(({ Name }) => Name !== '')
    .filter((template, index, named) => named.findIndex((other) => sameName(other.Name, template.Name)) < index)
    .map((template) => `Two templates are named '${template.Name}'.`);
}
