import { closest } from '@octotrain/checked-yaml';

/** What people call a template on a command line: `brand-color` for `BrandColor`. */
export function optionName(template: string): string {
  return wordsOf(template).join('-');
}

/** What a name given by a person stands for, or why it stands for nothing. */
export type FoundTemplate =
  | { readonly ok: true; readonly template: string }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * The template that a name stands for: the one of this name, whatever the case and the dashes, else the only one that
 * has these words in a row: `region` for `DataRegion`.
 */
export function findTemplate(name: string, templates: readonly string[]): FoundTemplate {
  const exact = templates.find((one) => one === name) ?? templates.find((one) => same(one, name));
  if (exact !== undefined) return { ok: true, template: exact };
  const wanted = `-${optionName(name)}-`;
  const [only, ...others] = templates.filter((one) => `-${optionName(one)}-`.includes(wanted));
  if (only !== undefined && others.length === 0) return { ok: true, template: only };
  if (only !== undefined) {
    const known = [only, ...others].map((one) => `--${optionName(one)}`).join(', ');
    return { ok: false, message: `\`${name}\` may be any of several templates`, hint: `say which: ${known}` };
  }
  const near = closest(optionName(name), templates.map(optionName));
  const known = templates.map((one) => `--${optionName(one)}`).join(', ');
  return {
    ok: false,
    message: `no template of the tenant’s projects is called \`${name}\``,
    hint: near === undefined ? `templates: ${known || 'none'}` : `did you mean --${near}?`,
  };
}

function same(left: string, right: string): boolean {
  return optionName(left) === optionName(right);
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(/colour/, 'color'));
}
