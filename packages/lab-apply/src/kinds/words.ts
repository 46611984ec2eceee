import type { Choice, Control, MultiTenancy } from '@octotrain/lab-config';
import type { TenantedMode } from '@octotrain/octopus-client';

/** The server's word for whom a project, runbook or agent serves. */
export function tenantedMode(multiTenancy: MultiTenancy): TenantedMode {
  switch (multiTenancy) {
    case 'untenanted':
      return 'Untenanted';
    case 'tenanted':
      return 'Tenanted';
    case 'tenantedOrUntenanted':
      return 'TenantedOrUntenanted';
  }
}

const controlTypes: Readonly<Record<Control, string>> = {
  singleLine: 'SingleLineText',
  multiLine: 'MultiLineText',
  checkbox: 'Checkbox',
  select: 'Select',
  sensitive: 'Sensitive',
};

/** How the server describes a field that a person fills in. [docs] */
export function displaySettings(control: Control, choices: readonly Choice[]): Record<string, string> {
  return {
    'Octopus.ControlType': controlTypes[control],
    ...(choices.length === 0
      ? {}
      : { 'Octopus.SelectOptions': choices.map(({ value, display }) => `${value}|${display}`).join('\n') }),
  };
}

/** Names from a server, sorted, each spelt as the file spells it: the server matches them whatever their case. [guess] */
export function spelledLike(
  names: readonly string[] | null | undefined,
  like: readonly string[] | null | undefined,
): readonly string[] {
  const spelling = new Map((like ?? []).map((name) => [name.toLowerCase(), name]));
  return (names ?? []).map((name) => spelling.get(name.toLowerCase()) ?? name).toSorted();
}
