import { textWidth } from '@octotrain/command-line';
import type { Place, Plan, TrainEvent } from '@octotrain/train-engine';
import { cleanLine } from './clean.ts';
import { padTo } from './fold.ts';
import { type Look, type Tone, toned } from './look.ts';
import { carName, count, questionOf, versionOf } from './names.ts';
import { type SmokeLine, smokeWords } from './smoke-words.ts';
import { durationText } from './times.ts';

type Told<Name extends TrainEvent['event']> = Extract<TrainEvent, { event: Name }>;
type PlaceOnly = Pick<Place, 'car' | 'environment' | 'tenant'>;

/**
 * The line of one event, for logs and pipes; null for those that are not worth one (the ends of runs have texts of their own). `earlier` are the
 * events before it, from the run's first on: a stop's line tells its whole story.
 */
export function eventLine(options: {
  plan: Plan;
  earlier: readonly TrainEvent[];
  event: TrainEvent;
  look: Look;
}): string | null {
  const { plan, event, look } = options;
  function line(mark: string, tone: Tone, place: PlaceOnly, words: string): string {
    return [toned(look, tone, mark), ...placeWords(plan, place), cleanLine(words)].join(' ').trimEnd();
  }
  switch (event.event) {
    case 'run-started':
      return `${event.train}: ${count(event.stops, 'stop')}, plan ${event.plan.slice(0, 6)}, run ${event.run}, asked for by ${event.requester}`;
    case 'run-resumed':
      return `${plan.train}: run ${event.run} goes on`;
    case 'stop':
      return stopLine(options, event, line);
    case 'deployment-added':
      return line('+', 'quiet', additionPlace(plan, event), `${versionOf(plan, event.car)} added by the server`);
    case 'approval-asked':
      return line('⏸', 'waiting', event, `waiting for ${event.team} — ${question(plan, event.gate)}`);
    case 'approval-answered':
      return answerLine(event, look, line);
    case 'smoke':
      return event.result === 'inconclusive'
        ? line('?', 'waiting', event, `smoke ${event.test} inconclusive: ${event.detail}`)
        : null;
    case 'defect':
      return event.reported
        ? line(
            '!',
            'bad',
            event,
            `defect reported on release ${versionOf(plan, event.car)}: Octopus will not promote it`,
          )
        : line('!', 'bad', event, `no defect could be reported: ${event.message}`);
    case 'task-cancelled':
      return line('!', 'waiting', placeOfTask(options.earlier, event.taskId), `cancelled (${event.why})`);
    case 'duplicate':
      return `${toned(look, 'bad', '!')} a second ${event.subject} was found: ${event.id}, ${event.cancelled ? 'cancelled' : 'not cancelled'}`;
    case 'release':
    case 'deployment':
    case 'run-finished':
      return null;
  }
}

type Line = (mark: string, tone: Tone, place: PlaceOnly, words: string) => string;

function stopLine(options: Parameters<typeof eventLine>[0], event: Told<'stop'>, line: Line): string | null {
  const { earlier } = options;
  switch (event.state) {
    case 'succeeded': {
      const deployed = deploymentOf(earlier, event);
      const words = [
        `${event.to} succeeded${timeOf(options, event)}`,
        smokeWords(smokesOf(earlier, event)),
        deployed?.source === 'server' ? '(deployed by the server)' : '',
      ];
      return line('✔', 'good', event, words.filter(Boolean).join('   '));
    }
    case 'unchanged': {
      const words = [`${event.from ?? event.to} unchanged`, smokeWords(smokesOf(earlier, event))];
      return line('=', 'quiet', event, words.filter(Boolean).join('   '));
    }
    case 'failed':
    case 'rejected':
      return line('✖', 'bad', event, `${event.to} ${event.state}: ${event.reason ?? 'no reason was given'}`);
    case 'unknown':
      return line('?', 'bad', event, `${event.to} unknown: ${event.reason ?? 'nobody can tell'}`);
    default:
      return null;
  }
}

/** A refusal is told by the line of the stop that it keeps from going. */
function answerLine(event: Told<'approval-answered'>, look: Look, line: Line): string | null {
  if (event.result === 'refused') return null;
  const { by, notes, team } = event;
  const words = `approved by ${by ?? team}${look.rehearsed ? ' (rehearsed)' : ''}${notes ? `: ${notes}` : ''}`;
  return line('✔', 'good', event, words);
}

/** ` in 3 s`: since the deployment was made, or since its process was let go on. */
function timeOf({ plan, earlier }: Parameters<typeof eventLine>[0], event: Told<'stop'>): string {
  const deployed = deploymentOf(earlier, event);
  if (!deployed) return '';
  const inProcess = plan.gates.filter((gate) => gate.through === 'process').map((gate) => gate.id);
  const answered = earlier.findLast(
    (each) =>
      each.event === 'approval-answered' &&
      inProcess.includes(each.gate) &&
      each.car === event.car &&
      each.environment === event.environment,
  );
  const since = Math.max(...[deployed, answered].map((each) => (each ? Date.parse(each.time) : 0)));
  return ` in ${durationText(Date.parse(event.time) - since)}`;
}

/** The last result of each smoke test of a place, in the order in which they ran. */
function smokesOf(earlier: readonly TrainEvent[], place: PlaceOnly): readonly SmokeLine[] {
  const last = new Map<string, SmokeLine>();
  for (const event of earlier) {
    if (event.event === 'smoke' && isAt(event, place)) last.set(event.test, event);
  }
  return [...last.values()];
}

function deploymentOf(earlier: readonly TrainEvent[], place: PlaceOnly): Told<'deployment'> | undefined {
  return earlier.filter((each) => each.event === 'deployment').findLast((each) => isAt(each, place));
}

/** Whose task it is; by its id where no event said so. */
function placeOfTask(earlier: readonly TrainEvent[], taskId: string): PlaceOnly {
  const told = earlier.find((each) => 'taskId' in each && 'car' in each && each.taskId === taskId);
  return told && 'environment' in told ? told : { car: taskId, environment: '', tenant: null };
}

function isAt(a: PlaceOnly, b: PlaceOnly): boolean {
  return a.car === b.car && a.environment === b.environment && a.tenant === b.tenant;
}

function question(plan: Plan, id: string): string {
  const gate = plan.gates.find((each) => each.id === id);
  return gate ? questionOf(plan, gate) : id;
}

/** Where tenants are about, no tenant is worth a word. */
function additionPlace(plan: Plan, place: PlaceOnly): PlaceOnly {
  const tenanted = [...plan.stops, ...plan.added].some((each) => each.car === place.car && each.tenant !== null);
  return { ...place, tenant: place.tenant ?? (tenanted ? 'untenanted' : null) };
}

/** Car and environment in columns that are as wide as the plan needs. */
function placeWords(plan: Plan, place: PlaceOnly): readonly string[] {
  const cars = plan.stops.map((stop) => carName({ car: stop.car, tenant: stop.tenant?.name ?? null }));
  return [
    padTo(carName(place), Math.max(0, ...cars.map(textWidth)) + 2),
    padTo(place.environment, Math.max(0, ...plan.environments.map(textWidth)) + 2),
  ];
}
