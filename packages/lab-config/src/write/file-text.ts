import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { LabFile } from '../file/lab-file.ts';

/** The widest line of a written file. */
const width = 120;

/** Paths of tables by name, which are always written one entry a line; `*` is any one name. */
const tables: readonly string[] = [
  '',
  'clusters',
  'shared',
  'shared.*',
  'spaces',
  'spaces.*',
  'spaces.*.projectGroups',
  'spaces.*.projects',
  'spaces.*.projects.*',
  'spaces.*.projects.*.variables',
  'spaces.*.projects.*.templates',
  'spaces.*.projects.*.channels',
  'spaces.*.projects.*.runbooks',
  'spaces.*.projects.*.runbooks.*',
  'spaces.*.tenants',
  'people',
  'people.*',
  'teams',
  'roles',
];

/** Paths of entries that a blank line sets off from the one before. */
const setOff: readonly string[] = ['*', 'shared.*', 'spaces.*', 'spaces.*.projects.*'];

/**
 * The YAML of a lab file: tables by name one entry a line, short things on one line, scripts as blocks. `heading` is
 * a comment at the top.
 */
export function fileText(file: LabFile, heading: readonly string[] = []): string {
  const document = new Document(file, { aliasDuplicateObjects: false });
  if (isCollection(document.contents)) arrange(document.contents, []);
  if (heading.length > 0) document.commentBefore = heading.map((line) => (line === '' ? '' : ` ${line}`)).join('\n');
  return document.toString({ lineWidth: width, blockQuote: 'literal', flowCollectionPadding: true });
}

/** Decides for each collection below whether it is written on one line, and sets entries off by blank lines. */
function arrange(node: YAMLMap | YAMLSeq, path: readonly string[]): void {
  const [first] = node.items;
  for (const item of node.items) {
    const at = [...path, isPair(item) ? keyOf(item) : '-'];
    const value = isPair(item) ? item.value : item;
    if (!isCollection(value)) continue;
    if (isPair(item) && item !== first && isScalar(item.key) && matches(at, setOff)) item.key.spaceBefore = true;
    if (mayBeOneLine(value, at) && widthOf(value) + startOf(item, at) <= width) writeOnOneLine(value);
    else if (!isMap(value) && wordsIn(value) !== undefined) writeFilled(value, wordsIn(value) ?? []);
    // The collections that the check above lets through are maps and lists.
    else arrange(value as YAMLMap | YAMLSeq, at);
  }
}

/** On one line, with blanks within braces and none within brackets. */
function writeOnOneLine(node: unknown): void {
  if (!isCollection(node)) return;
  node.flow = true;
  for (const item of node.items) writeOnOneLine(isPair(item) ? item.value : item);
  if (isMap(node)) return;
  const write = node.toString.bind(node);
  node.toString = (context, ...callbacks) =>
    write(context && Object.assign({}, context, { flowCollectionPadding: '' }), ...callbacks);
}

/** The fewest words that are written several to a line. */
const many = 7;

/** The items of a long list of plain words, such as names of permissions. */
function wordsIn(node: YAMLMap | YAMLSeq | Node): readonly string[] | undefined {
  if (!isCollection(node) || node.items.length < many) return undefined;
  const words = node.items.flatMap((item) => (isScalar(item) && isWord(item.value) ? [item.value] : []));
  return words.length === node.items.length ? words : undefined;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][\w-]*$/i.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value);
}

/** As many to a line as there is room for. */
function writeFilled(node: { flow?: boolean; toString: YAMLSeq['toString'] }, words: readonly string[]): void {
  node.flow = true;
  node.toString = (context) => {
    const indent = context?.indent ?? '';
    const lines: string[] = [];
    let line = '[';
    for (const [at, word] of words.entries()) {
      const text = at === words.length - 1 ? `${word}]` : `${word},`;
      if (indent.length + line.length + text.length > width) {
        lines.push(line.trimEnd());
        line = ' ';
      }
      line += `${text} `;
    }
    return [...lines, line.trimEnd()].join(`\n${indent}`);
  };
}

function mayBeOneLine(node: Node, path: readonly string[]): boolean {
  if (isMap(node) && matches(path, tables)) return false;
  if (!isCollection(node)) return true;
  const values = node.items.map((item) => (isPair(item) ? item.value : item));
  const isListOfMaps = !isMap(node) && values.some(isMap);
  return !isListOfMaps && depthOf(node) <= deepest && !hasLines(node);
}

/** How deep collections may be within one line. */
const deepest = 3;

function depthOf(node: unknown): number {
  if (!isCollection(node)) return 0;
  return 1 + Math.max(0, ...node.items.map((item) => depthOf(isPair(item) ? item.value : item)));
}

/** Whether some text in it has several lines. */
function hasLines(node: unknown): boolean {
  if (isScalar(node)) return typeof node.value === 'string' && node.value.includes('\n');
  return isCollection(node) && node.items.some((item) => hasLines(isPair(item) ? item.value : item));
}

/** Columns that the collection takes on one line. */
function widthOf(node: YAMLMap | YAMLSeq | Node): number {
  return stringify(node.toJS(new Document()), { collectionStyle: 'flow', lineWidth: 0 }).trimEnd().length;
}

/** The column at which the value of an entry begins. */
function startOf(item: unknown, path: readonly string[]): number {
  return 2 * (path.length - 1) + (isPair(item) ? keyOf(item).length + 4 : 2);
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function matches(path: readonly string[], patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern === '' ? [] : pattern.split('.');
    return parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at]);
  });
}
