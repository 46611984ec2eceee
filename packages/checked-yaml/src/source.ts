import { isScalar, LineCounter, parseDocument } from 'yaml';
import { anchorsOf } from './anchors.ts';
import { createFinder } from './finder.ts';
import type { Finding, Position, Problem } from './problem.ts';
import { syntaxFaults } from './syntax-faults.ts';

/** A parsed file: its plain value and the way back from a path to a place in the text. */
export interface Source {
  /** Undefined when the text is too broken to have a value. */
  value: { plain: unknown } | undefined;
  /** What the YAML itself gets wrong: syntax, duplicate keys, anchors. */
  problems: readonly Problem[];
  at(path: readonly PropertyKey[]): Position;
  /** The place of the key that ends the path; falls back as `at` does. */
  atKey(path: readonly PropertyKey[]): Position;
  /** The text of the scalar at the path, as it was written. */
  written(path: readonly PropertyKey[]): string | undefined;
  problem(position: Position, finding: Finding): Problem;
}

/** Reads YAML 1.2 with merge keys. Never throws for any text. */
export function readSource({ text, file }: { text: string; file: string }): Source {
  const lineCounter = new LineCounter();
  const lines = text.split(/\r\n|\n|\r/);
  const problem = (position: Position, finding: Finding): Problem => {
    const excerpt = lines[position.line - 1]?.trimEnd();
    return { ...position, ...finding, ...(excerpt ? { excerpt } : {}) };
  };
  const placeOf = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const unreadable = (finding: Finding): Source => {
    const start = { file, line: 1, column: 1 };
    const nowhere = () => start;
    const nothing = () => undefined;
    return {
      value: undefined,
      problems: [problem(start, finding)],
      at: nowhere,
      atKey: nowhere,
      written: nothing,
      problem,
    };
  };

  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unreadable({ code: 'too-deep', message: 'the file is nested too deeply', hint: 'flatten it' });
  }

  const anchors = anchorsOf(document);
  const faults = syntaxFaults(document, (offset) => placeOf(offset).line);
  // What is odd about keys and anchors in a broken file only follows from its being broken.
  const broken = faults.some(({ code }) => code === 'yaml-syntax');
  const told = broken ? faults : [...faults, ...anchors.faults];
  const problems = told.map(({ offset, ...finding }) => problem(placeOf(offset), finding));
  const readable = !broken && anchors.faults.length === 0;

  const find = createFinder(document.contents, anchors.target);
  return {
    value: readable ? { plain: document.toJS({ maxAliasCount: -1 }) } : undefined,
    problems,
    at: (path) => {
      const { key, node } = find(path);
      const absent = isScalar(node) && node.value === null && (node.source ?? '') === '';
      return placeOf((absent || !node ? key : node)?.range?.[0] ?? node?.range?.[0] ?? 0);
    },
    atKey: (path) => {
      const { key, node, whole } = find(path);
      return placeOf((whole ? (key ?? node) : node)?.range?.[0] ?? 0);
    },
    written: (path) => {
      const { node, whole } = find(path);
      return whole && isScalar(node) ? node.source : undefined;
    },
    problem,
  };
}
