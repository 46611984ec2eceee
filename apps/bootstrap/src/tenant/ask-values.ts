import { type DraftTenant, draftTenant, type NeededValue, type Setting, type TenantWish } from '@octotrain/lab-config';
import type { BootstrapContext } from '../context.ts';
import type { LabText } from './lab-text.ts';

/**
 * Makes a draft, asking the person at the terminal for what nobody gave. Without one, or when an answer is blank, what is
 * missing stays missing.
 */
export async function draftAsking(
  context: Pick<BootstrapContext, 'ask' | 'stderr'>,
  options: { source: LabText['source']; wish: TenantWish; mayAsk: boolean },
): Promise<DraftTenant> {
  const { source, wish, mayAsk } = options;
  const draft = draftTenant({ ...source, wish });
  if (!draft.ok || draft.missing.length === 0 || !mayAsk) return draft;
  const settings: Setting[] = [];
  const asked = new Set<string>();
  for (const needed of draft.missing) {
    if (asked.has(needed.template)) continue;
    asked.add(needed.template);
    const value = (await context.ask(question(needed))).trim();
    if (value !== '') settings.push({ key: needed.template, value });
  }
  return draftTenant({ ...source, wish: { ...wish, settings: [...wish.settings, ...settings] } });
}

function question({ label, help, choices, isSecret }: NeededValue): string {
  const notes = [
    ...(help === '' ? [] : [help]),
    ...(choices.length === 0 ? [] : [`One of: ${choices.join(', ')}.`]),
    ...(isSecret ? ['Where the secret is found: env:NAME, or file:PATH.'] : []),
  ];
  return `${label}${notes.length === 0 ? '' : ` (${notes.join(' ')})`}: `;
}

/** What is missing, all of it, with the option that gives it. */
export function missingLines(missing: readonly NeededValue[]): string {
  return missing
    .map(({ option, template, group, help, choices, isSecret, environments }) => {
      const value = isSecret ? 'env:NAME' : choices.length > 0 ? choices.join('|') : 'VALUE';
      const where = environments.length === 0 ? '' : ` in ${environments.join(', ')}`;
      return `  --${option} ${value}\n    ${template} of ${group}${where}${help === '' ? '' : `: ${help}`}`;
    })
    .join('\n');
}
