import type { Colours } from '@octotrain/command-line';
import type { Drift, DriftedAgent, DriftedThing } from '@octotrain/lab-apply';
import { folded, type Page, pageOf } from '../plan/fold.ts';
import { causeWords, makerWords, setterWords } from './cause-words.ts';
import { differenceLines } from './difference-lines.ts';

/** Where the file writes a thing, or a field of it. */
export type PlaceOf = (
  where: DriftedThing | DriftedAgent,
  field?: string,
) => { readonly file: string; readonly line: number } | undefined;

interface DriftPage extends Page {
  readonly placeOf: PlaceOf;
}

/** Every difference with its reason, by space, and what the file does not know. */
export function driftText(
  found: Drift,
  options: { colours: Colours; width: number | undefined; placeOf: PlaceOf },
): string {
  const page = { ...pageOf(options), placeOf: options.placeOf };
  const shown = found.drift.filter((one) => !isGoneWithOwner(one));
  const spaces = new Set(shown.flatMap(({ space }) => space ?? []));
  const places = [...(shown.some(({ space }) => space === undefined) ? [undefined] : []), ...spaces];
  const blocks = places.map((space) => {
    const own = shown.filter((one) => one.space === space);
    const heading = page.colours.bold(space === undefined ? 'The whole server' : `Space ${space}`);
    const told = own.filter((one) => !isNeverApplied(one));
    const unheard = own.filter(isNeverApplied);
    return [
      heading,
      ...told.flatMap((one) => thingLines(one, found.drift, page)),
      ...unheardLines(unheard, found.drift, page),
    ].join('\n');
  });
  const agents = agentsText(found.agents, page);
  return [...blocks, ...agents, folded(countsLine(found, page), 0, page).join('\n'), ...unknownText(found, page)].join(
    '\n\n',
  );
}

function isGoneWithOwner(thing: DriftedThing): boolean {
  return thing.is === 'missing' && thing.cause.is === 'withOwner';
}

function isNeverApplied(thing: DriftedThing): boolean {
  return thing.is === 'missing' && thing.cause.is === 'neverApplied';
}

/** What was never made is told in one go, kind by kind: there is nothing else to say of each. */
function unheardLines(
  things: readonly DriftedThing[],
  all: readonly DriftedThing[],
  page: DriftPage,
): readonly string[] {
  if (things.length === 0) return [];
  const kinds = [...new Set(things.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const own = things.filter((one) => one.kind === kind);
    return `${kind}: ${own.map((one) => `${one.name}${belongings(one, all)}`).join(', ')}`;
  });
  const heading = `${page.colours.red('- missing')}, and ${causeWords({ is: 'neverApplied' })}`;
  return [...folded(heading, 2, page), ...lines.flatMap((line) => folded(line, 6, page))];
}

function belongings(owner: DriftedThing, all: readonly DriftedThing[]): string {
  const count = all.filter((one) => isOwnedBy(one, owner)).length;
  return count === 0 ? '' : ` (with ${count} ${count === 1 ? 'thing' : 'things'} of its own)`;
}

function thingLines(thing: DriftedThing, all: readonly DriftedThing[], page: DriftPage): readonly string[] {
  return driftedLines(thing, belongings(thing, all), page);
}

/** A thing or an agent: what it is, where the file writes it, each difference, and who made it. */
function driftedLines(thing: DriftedThing | DriftedAgent, after: string, page: DriftPage): readonly string[] {
  const { colours, placeOf } = page;
  const isMissing = thing.is === 'missing';
  const mark = isMissing ? colours.red('- missing') : colours.yellow('~ differs');
  const place = placeOf(thing);
  const at = place === undefined ? '' : `  ${colours.dim(`${place.file}:${place.line}`)}`;
  const title = folded(`${mark} ${thing.kind} ${colours.bold(thing.name)}${after}${at}`, 2, page);
  if (thing.is === 'missing') {
    const isUnregistered = thing.kind === 'agent' && thing.cause.is === 'neverApplied';
    return [...title, ...folded(isUnregistered ? 'never registered' : causeWords(thing.cause), 6, page)];
  }
  const lines = thing.fields.flatMap((field, index) => {
    const why = causeWords(field.cause);
    const next = thing.fields[index + 1];
    const isLastOfReason = next === undefined || causeWords(next.cause) !== why;
    const own = placeOf(thing, field.field);
    const line = own !== undefined && own.line !== place?.line ? own.line : undefined;
    return [...differenceLines(field, { colours, line }), ...(isLastOfReason ? [why] : [])];
  });
  return [...title, ...lines.flatMap((line) => folded(line, 6, page))];
}

function agentsText(agents: readonly DriftedAgent[], page: DriftPage): readonly string[] {
  if (agents.length === 0) return [];
  const heading = page.colours.bold('Agents, which register themselves: apply does not write them');
  const lines = agents.flatMap((agent) => driftedLines(agent, ` in ${agent.space}`, page));
  return [[...folded(heading, 0, page), ...lines].join('\n')];
}

function isOwnedBy(one: DriftedThing, { kind, space, name }: DriftedThing): boolean {
  if (one.is !== 'missing' || one.cause.is !== 'withOwner') return false;
  const { owner } = one.cause;
  return owner.kind === kind && owner.space === space && owner.name === name;
}

function countsLine({ drift, agents, unchanged }: Drift, { colours }: Page): string {
  if (drift.length === 0 && agents.length === 0)
    return `No drift: all ${unchanged} things of the file are on the server as it says.`;
  const missing = drift.filter((one) => one.is === 'missing').length;
  const parts = [
    ...(drift.length > missing
      ? [colours.yellow(`${drift.length - missing} ${drift.length - missing === 1 ? 'differs' : 'differ'}`)]
      : []),
    ...(missing > 0 ? [colours.red(`${missing} missing`)] : []),
    ...(agents.length > 0 ? [colours.yellow(`${agents.length} ${agents.length === 1 ? 'agent' : 'agents'}`)] : []),
    `${unchanged} as the file says`,
  ];
  return `Drift: ${parts.join(', ')}.`;
}

function unknownText({ notInFile, unknownVariables }: Drift, page: DriftPage): readonly string[] {
  const things = notInFile.map(({ kind, name, space, cause }) =>
    withMaker(`${kind} ${name}${space === undefined ? '' : ` in ${space}`}`, makerWords(cause)),
  );
  const variables = unknownVariables.map(({ variable, owner, space, cause }) =>
    withMaker(`variable ${variable} of ${owner} in ${space}`, cause.is === 'changed' ? setterWords(cause.by) : ''),
  );
  const all = [...things, ...variables];
  if (all.length === 0) return [];
  const heading = `Not in the file, and left alone: ${all.length} ${all.length === 1 ? 'thing' : 'things'}.`;
  return [[...folded(heading, 0, page), ...all.flatMap((line) => folded(line, 2, page))].join('\n')];
}

function withMaker(what: string, maker: string): string {
  return maker === '' ? what : `${what}: ${maker}`;
}
