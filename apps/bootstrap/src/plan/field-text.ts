import type { Colours } from '@octotrain/command-line';
import { type FieldChange, type FieldValue, isHidden } from '@octotrain/lab-apply';

/** What is told about one field, in lines that are not folded yet. */
export function fieldLines(change: FieldChange, action: 'create' | 'update', colours: Colours): readonly string[] {
  const { field, before, after } = change;
  if (action === 'create') return after === undefined ? [] : titled(field, newLines(after));
  if (isHidden(before) && isHidden(after)) return [`${field}: (sensitive, ${secretWords(change)})`];
  if (isMultiple(before) || isMultiple(after)) {
    const gone = partsOf(before).filter((part) => !partsOf(after).includes(part));
    const added = partsOf(after).filter((part) => !partsOf(before).includes(part));
    const lines = [...gone.map((part) => colours.red(`- ${part}`)), ...added.map((part) => colours.green(`+ ${part}`))];
    // The same parts in another order.
    if (lines.length === 0) return titled(field, [`${inline(before)} → ${inline(after)}`]);
    return [`${field}:`, ...lines.map((line) => `  ${line}`)];
  }
  return [`${field}: ${inline(before)} → ${inline(after)}`];
}

function secretWords({ secret }: FieldChange): string {
  if (secret === undefined) return 'written again';
  return secret === 'changed' ? 'changed' : 'written again: there is no fingerprint of it yet';
}

function titled(field: string, lines: readonly string[]): readonly string[] {
  const [only, ...others] = lines;
  if (only === undefined) return [field];
  return others.length === 0 ? [`${field}: ${only}`] : [`${field}:`, ...lines.map((line) => `  ${line}`)];
}

/** The longest text that is shown in full when it is new; the file has it all. */
const mostLines = 4;

function newLines(value: FieldValue): readonly string[] {
  if (!isMultiple(value)) return [inline(value)];
  const parts = partsOf(value);
  return isList(value) || parts.length <= mostLines ? parts : [`(${parts.length} lines)`];
}

/** Lists and texts of several lines are compared part by part. */
function isMultiple(value: FieldValue | undefined): boolean {
  return isList(value) || (typeof value === 'string' && value.trimEnd().includes('\n'));
}

function isList(value: FieldValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function partsOf(value: FieldValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap((one) => one.trimEnd().split('\n'));
  return typeof value === 'string' ? value.trimEnd().split('\n') : [inline(value)];
}

function inline(value: FieldValue | undefined): string {
  if (value === undefined) return '(nothing)';
  if (isHidden(value)) return '(sensitive, set at creation)';
  if (isList(value)) return value.length === 0 ? '(nothing)' : value.join(', ');
  if (typeof value === 'string') return value === '' ? '(blank)' : value.trimEnd();
  return String(value);
}
