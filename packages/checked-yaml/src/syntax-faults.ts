import { type Document, isScalar, visit, type YAMLParseError, type YAMLWarning } from 'yaml';
import type { Finding } from './problem.ts';

type Fault = YAMLParseError | YAMLWarning;

/**
 * What the YAML parser complains about, in words that say what to do. Complaints that only follow from an earlier one
 * are left out: all but tabs when there are tabs, and further ones on the same line.
 */
export function syntaxFaults(
  document: Document,
  lineOf: (offset: number) => number,
): readonly (Finding & { offset: number })[] {
  const all: readonly Fault[] = [...document.errors, ...document.warnings];
  const tabs = all.filter(({ code }) => code === 'TAB_AS_INDENT');
  const lines = new Set<number>();
  return (tabs.length > 0 ? tabs : all).flatMap((fault) => {
    const offset = placeOf(fault, document);
    const line = lineOf(offset);
    if (lines.has(line)) return [];
    lines.add(line);
    return [{ offset, ...findingOf(fault) }];
  });
}

function findingOf({ code, message }: Fault): Finding {
  if (code === 'DUPLICATE_KEY') {
    return { code: 'duplicate-key', message: 'this key is already written above', hint: 'keep one of them' };
  }
  const plain = message.replace(/\s+/g, ' ');
  const saying = sayings[code] ?? sayingOf(plain);
  return { code: 'yaml-syntax', ...saying, message: `not valid YAML: ${saying.message}` };
}

function sayingOf(message: string): Omit<Finding, 'code'> {
  if (message.startsWith('Missing closing'))
    return { message: 'this quote is never closed', hint: 'close it, or take it away' };
  if (message.startsWith('Nested mappings')) {
    return { message: 'a second colon on this line', hint: 'put the text with the colon in quotes' };
  }
  const bracket = /^Flow (?:sequence|map) .*end with an? (.)$/.exec(message)?.[1];
  if (bracket) return { message: `\`${bracket}\` is missing before this place` };
  const indentation = /column|indent|implicit|without - indicator/i.test(message);
  return {
    message,
    ...(indentation ? { hint: 'check the indentation of this line' } : {}),
  };
}

const sayings: Readonly<Partial<Record<string, Omit<Finding, 'code'>>>> = {
  MULTIPLE_DOCS: { message: 'more than one document in the file', hint: 'remove the `---` line' },
  TAB_AS_INDENT: { message: 'tabs cannot indent', hint: 'indent with blanks' },
};

/** The parser notices an open quote only at the end of the file: the place to look at is where it opens. */
function placeOf(fault: Fault, document: Document): number {
  const end = fault.pos[0];
  if (!fault.message.startsWith('Missing closing')) return end;
  let start = end;
  visit(document, (_, node) => {
    if (isScalar(node) && node.type?.startsWith('QUOTE') && node.range && node.range[1] >= end) start = node.range[0];
  });
  return start;
}
