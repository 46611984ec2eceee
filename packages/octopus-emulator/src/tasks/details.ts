import type { World } from '../world.ts';
import { type LogTree, logTree } from './log-tree.ts';
import { isCompleted } from './queue.ts';
import { linksOf, showTask } from './show.ts';
import type { LogCategory, TaskDocument, TaskLogDocument } from './state.ts';

/** What of a log is asked for. */
export interface DetailOptions {
  readonly verbose: boolean;
  readonly tail: number | undefined;
  /** Parts and lines of them, as `id:first-last`, separated by commas. [guess for the form] */
  readonly ranges: string | undefined;
}

interface ShownLog {
  readonly Status: TaskLogDocument['Status'];
  readonly [name: string]: unknown;
}

/** Details of a task: the tree of its log. */
export function showDetails(world: World, task: TaskDocument, options: DetailOptions): Record<string, unknown> {
  const tree = logTree(world.store, task.Id);
  const steps = tree?.parts ?? [];
  const done = steps.filter(({ log }) => log.Ended !== null).length;
  const percentage = isCompleted(task) ? 100 : steps.length === 0 ? 0 : Math.floor((100 * done) / (steps.length + 1));
  return {
    Task: showTask(task),
    ActivityLogs: tree === undefined ? [] : [showTree(tree, linesPicker(options))],
    Progress: { ProgressPercentage: percentage, EstimatedTimeRemaining: '' },
    PhysicalLogSize: Buffer.byteLength(rawLog(world, task)),
    Links: linksOf(task),
  };
}

type Lines = TaskLogDocument['Lines'];

/** Which lines of a part are told: not the verbose ones, only the last, or only a range of them. */
function linesPicker({ verbose, tail, ranges }: DetailOptions): (log: TaskLogDocument) => Lines {
  const asked = ranges === undefined ? undefined : rangesOf(ranges);
  return (log) => {
    const lines = verbose ? log.Lines : log.Lines.filter(({ Category }) => Category !== 'Verbose');
    if (asked !== undefined) {
      const range = asked.get(log.Id);
      return range === undefined ? [] : lines.slice(range.first - 1, range.last);
    }
    // A tail of 0 is a tail of nothing, which `slice(-0)` is not.
    return tail === undefined ? lines : tail === 0 ? [] : lines.slice(-tail);
  };
}

/** Ranges by id of the part, lines counted from 1; what is none is ignored. */
function rangesOf(text: string): Map<string, { readonly first: number; readonly last: number }> {
  const found = new Map<string, { first: number; last: number }>();
  for (const part of text.split(',')) {
    const [, id, first, last] = /^(.+?)[:_](\d+)[-_:](\d+)$/.exec(part.trim()) ?? [];
    if (id !== undefined) found.set(id, { first: Math.max(1, Number(first)), last: Number(last) });
  }
  return found;
}

function showTree({ log, parts }: LogTree, linesOf: (log: TaskLogDocument) => Lines): ShownLog {
  return {
    Id: log.Id,
    Name: log.Name,
    Status: log.Status,
    Started: log.Started,
    Ended: log.Ended,
    ProgressPercentage: log.Ended === null ? 0 : 100,
    ProgressMessage: '',
    ShowAtSummaryLevel: true,
    Children: parts.map((part) => showTree(part, linesOf)),
    LogElements: linesOf(log).map((line) => ({ ...line, Detail: null })),
  };
}

const LABELS: Partial<Record<LogCategory, string>> = { Wait: 'Info', Highlight: 'Info' };

/** The log of a task as one text. */
export function rawLog(world: World, task: TaskDocument): string {
  const tree = logTree(world.store, task.Id);
  const head = [`Task ID: ${task.Id}`, `Task status: ${task.State}`, ''];
  return `${[...head, ...(tree === undefined ? [] : blocksOf(tree, ''))].join('\n')}\n`;
}

function blocksOf({ log, parts }: LogTree, indent: string): string[] {
  return [
    '',
    `                    | ${indent}== ${log.Status}: ${log.Name} ==`,
    ...log.Lines.map(
      ({ OccurredAt, Category, MessageText }) =>
        `${OccurredAt.slice(11, 19)}   ${(LABELS[Category] ?? Category).padEnd(8)} |   ${indent}${MessageText}`,
    ),
    ...parts.flatMap((part) => blocksOf(part, log.Id.endsWith('/0') ? '' : `${indent}  `)),
  ];
}
