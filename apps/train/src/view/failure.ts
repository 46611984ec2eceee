import { type Assessment, assess, type PlannedStop, type StopStatus, smokeName } from '@octotrain/train-engine';
import type { RunRecord } from '../report/run-record.ts';
import { cleanLine } from './clean.ts';
import { reportCommand, resumeCommand } from './commands.ts';
import { fold, labelled } from './fold.ts';
import { linkFor } from './links.ts';
import { type Look, toned } from './look.ts';
import { carName, stopName, versionOf } from './names.ts';
import { taskWords } from './task-words.ts';

/**
 * Why a run stopped or cannot go on by itself: each stop that failed, was rejected or is unknown, what was not started, what still runs. The
 * last line is the next action. Empty when there is nothing of the kind.
 */
export function failureText(options: { record: RunRecord; look: Look }): string {
  const { record, look } = options;
  const { plan, state } = record;
  const view = assess(plan, state);
  const bad = plan.stops.filter((stop) => isBad(statusOf(view, stop)));
  if (bad.length === 0) return '';
  const unknown = bad.some((stop) => statusOf(view, stop) === 'unknown');
  const advice = unknown
    ? 'a person must look; then the train looks again when it is resumed'
    : 'once it is mended, a new run of the train skips what stands';
  const next = unknown ? resumeCommand(look, state.run) : reportCommand(look, state.run);
  return [
    ...bad.flatMap((stop) => stopLines(options, view, stop)),
    ...fold(`${notStarted(record, view)} Still running: ${stillRunning(record, view)}`, {
      columns: look.columns,
      first: '  ',
    }),
    ...fold(advice, { columns: look.columns, first: '  ', rest: '    ' }),
    ...labelled('next', next, look.columns, 7),
  ].join('\n');
}

function isBad(status: StopStatus): boolean {
  return status === 'failed' || status === 'rejected' || status === 'unknown';
}

function statusOf(view: Assessment, stop: PlannedStop): StopStatus {
  return view.stops[stop.id]?.status ?? 'pending';
}

function stopLines({ record, look }: Parameters<typeof failureText>[0], view: Assessment, stop: PlannedStop) {
  const { plan, state } = record;
  const own = state.stops[stop.id];
  const status = statusOf(view, stop);
  const task = own?.taskId ? state.tasks[own.taskId] : undefined;
  const outcome = task ? ` (task ${own?.taskId} ${taskWords[task.state]})` : '';
  const smokes = badSmokes(record, stop);
  const what = smokes.length > 0 ? `smoke test ${smokes[0]?.result ?? status}` : status;
  const detail =
    smokes.length > 0 ? smokes.map((smoke) => smoke.words) : [view.stops[stop.id]?.reason ?? 'no reason was given'];
  const spaceId = plan.cars.find((car) => car.id === stop.car)?.space.id ?? '';
  const link = linkFor(look, spaceId, own?.taskId ?? null);
  const version = versionOf(plan, stop.car);
  const defect = own?.defect?.reported
    ? [`a defect was reported on release ${version}: Octopus will not promote it until it is resolved`]
    : own?.defect
      ? [`no defect could be reported on release ${version}: ${own.defect.message}`]
      : [];
  const { columns } = look;
  return [
    ...fold(`${stopName(stop)}: ${what}${outcome}`, {
      columns,
      first: `${toned(look, 'bad', status === 'unknown' ? '?' : '✖')} `,
      rest: '  ',
    }),
    ...[...detail, ...(link === null ? [] : [link])].flatMap((text) =>
      fold(cleanLine(text), { columns, first: '    ', rest: '      ' }),
    ),
    ...defect.flatMap((text) => fold(cleanLine(text), { columns, first: '  ', rest: '    ' })),
  ];
}

function badSmokes({ plan, state }: RunRecord, stop: PlannedStop) {
  const car = plan.cars.find((each) => each.id === stop.car);
  return (car?.smoke ?? []).flatMap((smoke, index) => {
    const seen = state.stops[stop.id]?.smoke[index];
    if (!seen || seen.result === 'passed') return [];
    const seconds = Math.round((seen.lastAt - seen.firstAt) / 1_000);
    const times = seen.attempts > 1 ? `, ${seen.attempts} times${seconds > 0 ? ` in ${seconds} s` : ''}` : '';
    const name = smokeName(smoke);
    const words = seen.detail.startsWith(name) ? seen.detail : `${name}: ${seen.detail}`;
    return [{ result: seen.result === 'pending' ? 'failed' : seen.result, words: `${words}${times}` }];
  });
}

/** `not started: fraud-detector, merchant-portal (Acme Corp).`, with the environments of cars that did come some way. */
function notStarted({ plan }: RunRecord, view: Assessment): string {
  const left = plan.stops.filter((stop) => ['skipped', 'pending'].includes(statusOf(view, stop)));
  const lineOf = (stop: PlannedStop): string => carName({ car: stop.car, tenant: stop.tenant?.name ?? null });
  const names = [...new Set(left.map(lineOf))].map((name) => {
    const own = left.filter((stop) => lineOf(stop) === name);
    const whole = plan.stops.filter((stop) => lineOf(stop) === name).length === own.length;
    return whole ? name : `${name} → ${own.map((stop) => stop.environment.name).join(', ')}`;
  });
  return `not started: ${names.join('; ') || 'nothing'}.`;
}

function stillRunning({ plan }: RunRecord, view: Assessment): string {
  const running = plan.stops.filter((stop) => ['deploying', 'verifying', 'waiting'].includes(statusOf(view, stop)));
  return running.map((stop) => `${stopName(stop)} (${statusOf(view, stop)})`).join(', ') || 'nothing';
}
