import type { Choice, Control, MultiTenancy } from '@octotrain/lab-config';
import type { TenantedMode } from '@octotrain/octopus-client';
import { sameName } from '../fields/canonical.ts';

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

/** A field that a person fills in, as it matters: what kind it is, and its choices. One line of text is the usual. */
export function shownSettings(settings: Readonly<Record<string, string>> | null | undefined): readonly string[] {
  const control = settings?.['Octopus.ControlType'] ?? '';
  const choices = settings?.['Octopus.SelectOptions'] ?? '';
  const isUsual = control === '' || sameName(control, controlTypes.singleLine);
  const shown = Object.values(controlTypes).find((known) => sameName(known, control)) ?? control;
  return [...(isUsual ? [] : [shown]), ...choices.split(/\r?\n/).filter(Boolean)];
}
