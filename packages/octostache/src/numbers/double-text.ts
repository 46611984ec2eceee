/**
 * The shortest text of a double as .NET writes it: `1E+15` and `1E-05` where JavaScript still writes digits, `∞` and
 * `NaN` for what is no number.
 */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent > -5 && exponent < 15) return value.toString();
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}E${exponent < 0 ? '-' : '+'}${digits}`;
}
