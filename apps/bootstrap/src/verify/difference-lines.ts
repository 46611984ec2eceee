import type { Colours } from '@octotrain/command-line';
import { type DriftedField, type FieldValue, isHidden } from '@octotrain/lab-apply';

/** What a field is in the file and on the server, in lines that are not folded yet. */
export function differenceLines(
  { field, file, server }: DriftedField,
  { colours, line }: { colours: Colours; line: number | undefined },
): readonly string[] {
  const inFile = line === undefined ? 'the file' : `the file, line ${line}`;
  if (isMultiple(file) || isMultiple(server)) {
    const [here, there] = [partsOf(file), partsOf(server)];
    const lines = [
      ...here.filter((part) => !there.includes(part)).map((part) => `  ${colours.green(`only in ${inFile}: ${part}`)}`),
      ...there.filter((part) => !here.includes(part)).map((part) => `  ${colours.red(`only on the server: ${part}`)}`),
    ];
    return lines.length === 0 ? [`${field}: the same in another order`] : [`${field}:`, ...lines];
  }
  return [`${field}: ${inline(file)} in ${inFile}; ${inline(server)} on the server`];
}

function isMultiple(value: FieldValue | undefined): boolean {
  return Array.isArray(value) || (typeof value === 'string' && value.trimEnd().includes('\n'));
}

function partsOf(value: FieldValue | undefined): readonly string[] {
  if (value === undefined || isHidden(value)) return [];
  // What is no text is a list here, or a plain value that prints as itself.
  const texts = typeof value === 'object' ? value : [String(value)];
  return texts.flatMap((one) => one.trimEnd().split('\n'));
}

function inline(value: FieldValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (isHidden(value)) return '(sensitive)';
  if (typeof value === 'object') return value.join(', ');
  return value === '' ? 'blank' : String(value).trimEnd();
}
