import type { Colours } from '@octotrain/command-line';
import type { Address, LabChange, LabPlan } from '@octotrain/lab-apply';
import { fieldLines } from './field-text.ts';
import { folded, type Page, pageOf } from './fold.ts';
import type { WholePlan } from './make-plan.ts';

/** As much of a plan as is shown. */
type ShownPlan = Pick<WholePlan, 'plan' | 'prune'> & Partial<Pick<WholePlan, 'needed'>>;

/** Everything that a plan would change, by space, what it removes, and what it leaves alone. */
export function planText(whole: ShownPlan, page: { colours: Colours; width: number | undefined }): string {
  const { plan } = whole;
  const shown = pageOf(page);
  const changes = plan.writes.map(({ change }) => change);
  const spaces = new Set(changes.flatMap(({ space }) => space ?? []));
  const places = [...(changes.some(({ space }) => space === undefined) ? [undefined] : []), ...spaces];
  const blocks = places.map((space) => {
    const own = changes.filter((change) => change.space === space);
    return [shown.colours.bold(placeName(space)), ...own.map((change) => changeText(change, shown))].join('\n');
  });
  const extras =
    whole.prune === undefined ? extrasText(plan, shown) : [...removalsText(whole, shown), ...keptText(whole, shown)];
  return [...blocks, countsText(whole, shown), ...neededText(whole, shown), ...extras].join('\n\n');
}

/** The last line of a plan: how much there is to do. */
export function countsText(
  { plan, prune }: Pick<WholePlan, 'plan' | 'prune'>,
  { colours }: Pick<Page, 'colours'>,
): string {
  const created = plan.writes.filter(({ change }) => change.action === 'create').length;
  const updated = plan.writes.length - created;
  const removed = prune?.removals.length ?? 0;
  if (plan.writes.length + removed === 0) {
    return `No changes: all ${plan.unchanged} things of the file are on the server.`;
  }
  const counts = [
    colours.green(`${created} to create`),
    colours.yellow(`${updated} to change`),
    ...(removed === 0 ? [] : [colours.red(`${removed} to remove`)]),
    `${plan.unchanged} unchanged`,
  ];
  return `Plan: ${counts.join(', ')}.`;
}

/** One change in a line: what a progress report says. */
export function changeTitle(change: LabChange): string {
  const verb = change.action === 'create' ? 'create' : 'change';
  return `${verb} ${change.kind} ${change.name}${change.space === undefined ? '' : ` in ${change.space}`}`;
}

function changeText(change: LabChange, page: Page): string {
  const { colours } = page;
  const isNew = change.action === 'create';
  const mark = isNew ? colours.green('+ create') : colours.yellow('~ change');
  const fields = change.fields.flatMap((field) => fieldLines(field, change.action, colours));
  return [
    ...folded(`${mark} ${change.kind} ${colours.bold(change.name)}`, 2, page),
    ...fields.flatMap((line) => folded(line, 6, page)),
  ].join('\n');
}

/** A heading, and a line for each of several things. */
function listed(heading: string, lines: readonly string[], page: Page): readonly string[] {
  if (lines.length === 0) return [];
  return [[...folded(heading, 0, page), ...lines.flatMap((line) => folded(line, 2, page))].join('\n')];
}

function extrasText({ notInFile }: LabPlan, page: Page): readonly string[] {
  const heading = `Not in the file, and left alone: ${things(notInFile.length)}. With --prune they would be removed.`;
  return listed(heading, notInFile.map(extraText), page);
}

function removalsText({ prune }: ShownPlan, page: Page): readonly string[] {
  const removals = prune?.removals ?? [];
  const mark = page.colours.red('- remove');
  const lines = removals.map(({ address, goesWith }) => {
    const along = goesWith.length === 0 ? '' : `, and with it ${goesWith.join(', ')}`;
    return `${mark} ${extraText(address)}${along}`;
  });
  return listed(`Not in the file, and to be removed: ${things(removals.length)}.`, lines, page);
}

function keptText({ prune }: ShownPlan, page: Page): readonly string[] {
  const kept = prune?.kept ?? [];
  const lines = kept.map(({ address, reason }) => `${extraText(address)}: ${reason}`);
  return listed(`Not in the file, and kept all the same: ${things(kept.length)}.`, lines, page);
}

function neededText({ needed = [] }: ShownPlan, page: Page): readonly string[] {
  const lines = needed.map(({ change, neededBy }) => `${changeTitle(change)}, for ${extraText(neededBy)}`);
  return listed(`Not selected, but needed by what is: ${things(needed.length)}.`, lines, page);
}

function things(count: number): string {
  return count === 1 ? '1 thing' : `${count} things`;
}

/** A thing in words: what it is, its name, and where. */
export function extraText({ kind, name, space }: Address): string {
  return `${kind} ${name}${space === undefined ? '' : ` in ${space}`}`;
}

function placeName(space: string | undefined): string {
  return space === undefined ? 'The whole server' : `Space ${space}`;
}
