import type { Choice, Control, MultiTenancy } from '@octotrain/lab-config';

/** Whom something serves, in the file's words. Unless the server says otherwise, nobody but those without a tenant. */
export function multiTenancyOf(mode: string | null | undefined): MultiTenancy {
  if (mode === 'Tenanted') return 'tenanted';
  return mode === 'TenantedOrUntenanted' ? 'tenantedOrUntenanted' : 'untenanted';
}

const controls: Readonly<Record<string, Control>> = {
  MultiLineText: 'multiLine',
  Checkbox: 'checkbox',
  Select: 'select',
  Sensitive: 'sensitive',
};

/** How a value is asked for; what the format has no word for is a single line. */
export function controlOf(settings: Readonly<Record<string, string>> | null | undefined): {
  control: Control;
  choices: readonly Choice[];
} {
  const lines = (settings?.['Octopus.SelectOptions'] ?? '').split('\n').filter((line) => line.trim() !== '');
  const choices = lines.map((line) => {
    const [value = '', ...rest] = line.split('|');
    return { value, display: rest.length === 0 ? value : rest.join('|') };
  });
  return { control: controls[settings?.['Octopus.ControlType'] ?? ''] ?? 'singleLine', choices };
}
