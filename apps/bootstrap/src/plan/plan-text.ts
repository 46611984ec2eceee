import type { Colours } from '@octotrain/command-line';
import type { Address, LabChange, LabPlan } from '@octotrain/lab-apply';
import { fieldLines } from './field-text.ts';
import { folded, type Page, pageOf } from './fold.ts';

/** Everything that a plan would change, by space, and what it leaves alone. */
export function planText(plan: LabPlan, page: { colours: Colours; width: number | undefined }): string {
  const shown = pageOf(page);
  const changes = plan.writes.map(({ change }) => change);
  const spaces = new Set(changes.flatMap(({ space }) => space ?? []));
  const places = [...(changes.some(({ space }) => space === undefined) ? [undefined] : []), ...spaces];
  const blocks = places.map((space) => {
    const own = changes.filter((change) => change.space === space);
    return [shown.colours.bold(placeName(space)), ...own.map((change) => changeText(change, shown))].join('\n');
  });
  return [...blocks, countsText(plan, shown), ...extrasText(plan, shown)].join('\n\n');
}

/** The last line of a plan: how much there is to do. */
export function countsText(plan: LabPlan, { colours }: Pick<Page, 'colours'>): string {
  const created = plan.writes.filter(({ change }) => change.action === 'create').length;
  const updated = plan.writes.length - created;
  if (plan.writes.length === 0) return `No changes: all ${plan.unchanged} things of the file are on the server.`;
  return `Plan: ${colours.green(`${created} to create`)}, ${colours.yellow(`${updated} to change`)}, ${plan.unchanged} unchanged.`;
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

function extrasText(plan: LabPlan, page: Page): readonly string[] {
  const { notInFile } = plan;
  if (notInFile.length === 0) return [];
  const things = notInFile.length === 1 ? 'thing' : 'things';
  const heading = `Not in the file, and left alone: ${notInFile.length} ${things}.`;
  return [[heading, ...notInFile.map((one) => folded(extraText(one), 2, page).join('\n'))].join('\n')];
}

function extraText({ kind, name, space }: Address): string {
  return `${kind} ${name}${space === undefined ? '' : ` in ${space}`}`;
}

function placeName(space: string | undefined): string {
  return space === undefined ? 'The whole server' : `Space ${space}`;
}
