import { textWidth } from '@octotrain/command-line';
import { type Assessment, assess, isFinal, type PlannedStop, type StopStatus } from '@octotrain/train-engine';
import type { RunRecord } from '../report/run-record.ts';
import { fold, foldParts, padTo } from './fold.ts';
import { type Cell, type GridRow, renderGrid } from './grid.ts';
import { type Look, type Tone, toned } from './look.ts';
import { stopName, versionOf } from './names.ts';
import { statusMarks } from './smoke-words.ts';
import { durationText } from './times.ts';
import { waitingLines } from './waiting.ts';
import { type Waiting, waitingList } from './waiting-list.ts';

interface Frame {
  readonly record: RunRecord;
  readonly look: Look;
  /** Lines that there is room for. */
  readonly rows: number;
  /** Epoch ms. */
  readonly now: number;
  /** Whether the questions are shown; a caller that tells of them in full leaves them out. */
  readonly questions?: boolean;
}

const tones: Readonly<Record<StopStatus, Tone>> = {
  pending: 'quiet',
  waiting: 'waiting',
  deploying: 'busy',
  verifying: 'busy',
  succeeded: 'good',
  unchanged: 'quiet',
  failed: 'bad',
  rejected: 'bad',
  skipped: 'quiet',
  unknown: 'bad',
};
const cellWidth = textWidth('▸ deploying');

/**
 * One picture of a running train, of at most `rows` lines: the table of cars and environments, what is under way, and last what a person must
 * answer, the deepest gate in full. When there is little room the table goes first, and the answer never.
 */
export function liveFrame(frame: Frame): readonly string[] {
  const { record, look, rows, now } = frame;
  const view = assess(record.plan, record.state);
  const [deepest, ...others] = frame.questions === false ? [] : waitingList(record);
  const must = deepest ? waitingLines({ record, look, waiting: deepest, alone: others.length === 0, short: true }) : [];
  if (must.length >= rows) return must.slice(-rows);
  const room = rows - must.length - 1;
  const rest = cut([...underWay(frame, view), ...others.flatMap((each) => alsoWaiting(each, look))], room);
  const table = renderGrid({ headers: record.plan.environments, rows: gridRows(record, view), look });
  const shown = table.length <= room - rest.length ? table : [];
  return [heading(record, view, look, now), ...shown, ...rest, ...must];
}

/** One line: what there is no room for is left out whole. */
function heading({ plan, state }: RunRecord, view: Assessment, look: Look, now: number): string {
  const done = plan.stops.filter((stop) => isFinal(view.stops[stop.id]?.status ?? 'pending')).length;
  const words = [`${done} of ${plan.stops.length} stops`, durationText(now - state.startedAt), `run ${state.run}`];
  const [first = ''] = foldParts([toned(look, 'strong', plan.train), ...words], { columns: look.columns, indent: '' });
  return first;
}

function gridRows({ plan }: RunRecord, view: Assessment): readonly GridRow[] {
  return plan.cars.flatMap((car): GridRow[] => {
    const stops = plan.stops.filter((stop) => stop.car === car.id);
    const tenants = [...new Set(stops.map((stop) => stop.tenant?.name ?? null))];
    const rows = tenants.map(
      (tenant): GridRow => ({
        label: tenants.length === 1 && tenant === null ? car.id : `  ${tenant ?? '(untenanted)'}`,
        cells: plan.environments.map((name) => {
          const here = (stop: PlannedStop): boolean =>
            (stop.tenant?.name ?? null) === tenant && stop.environment.name.toLowerCase() === name.toLowerCase();
          return cellOf(stops.find(here), view, car.version);
        }),
        notes: [],
      }),
    );
    return rows[0]?.label === car.id ? rows : [{ label: car.id, cells: null, notes: [] }, ...rows];
  });
}

/** Of one width while a stop goes through its states, so that the table does not jump. */
function cellOf(stop: PlannedStop | undefined, view: Assessment, version: string): Cell {
  if (!stop) return { text: padTo('–', cellWidth), tone: 'quiet' };
  const status = view.stops[stop.id]?.status ?? 'pending';
  const words =
    status === 'succeeded' ? version : status === 'unchanged' || status === 'pending' ? (stop.from ?? 'none') : status;
  return { text: padTo(`${statusMarks[status]} ${words}`, cellWidth), tone: tones[status] };
}

function underWay({ record, look, now }: Frame, view: Assessment): readonly string[] {
  const { plan, state, events } = record;
  return plan.stops.flatMap((stop) => {
    const status = view.stops[stop.id]?.status;
    if (status !== 'deploying' && status !== 'verifying') return [];
    const began = events.findLast(
      (each) =>
        each.event === 'stop' &&
        each.car === stop.car &&
        each.environment === stop.environment.name &&
        each.tenant === (stop.tenant?.name ?? null),
    );
    const since = began ? Date.parse(began.time) : state.now;
    const reason = view.stops[stop.id]?.reason;
    const words = `${stopName(stop)}: ${status} ${versionOf(plan, stop.car)}, ${durationText(now - since)}${reason ? ` (${reason})` : ''}`;
    return fold(`${toned(look, 'busy', statusMarks[status])} ${words}`, { columns: look.columns, rest: '  ' });
  });
}

function alsoWaiting(waiting: Waiting, look: Look): readonly string[] {
  const words = `${waiting.name}: also waits for ${waiting.gate?.team.name ?? waiting.question}`;
  return fold(`${toned(look, 'waiting', statusMarks.waiting)} ${words}`, { columns: look.columns, rest: '  ' });
}

function cut(lines: readonly string[], room: number): readonly string[] {
  if (lines.length <= room) return lines;
  if (room <= 0) return [];
  return room === 1 ? lines.slice(0, 1) : [...lines.slice(0, room - 1), `… and ${lines.length - room + 1} more`];
}
