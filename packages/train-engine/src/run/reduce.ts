import { canonicalJson } from '../canonical-json.ts';
import type { RunEvent, SmokeEvent, Subject, TaskEvent } from './event.ts';
import { comparePostedIds } from './match.ts';
import type { CarState, Posting, RunState, StopState, TaskState } from './state.ts';

/**
 * Takes an event into the state. Deterministic and level-triggered: an event heard twice changes nothing the second time, and what is not
 * part of the run is ignored. Returns the same object when nothing changed but the time.
 */
export function reduce(state: RunState, event: Exclude<RunEvent, { type: 'started' }>): RunState {
  const heard = event.at > state.now ? { ...state, now: event.at } : state;
  // What waits for time to pass counts from the run's own time: a clock that was set back makes nothing come sooner.
  const at = heard.now;
  switch (event.type) {
    case 'time':
      return heard;
    case 'resumed':
      return event.blind ? lookForAll(forgetDoubts(heard), at) : forgetDoubts(heard);
    case 'intent':
      return posting(heard, event.subject, (p) =>
        p.id === null && p.refused === null && (p.intentAt === null || event.at > p.intentAt)
          ? { ...p, intentAt: at, try: event.try, doubtAt: p.intentAt === null ? p.doubtAt : at }
          : p,
      );
    case 'looked':
      return posting(heard, event.subject, (p) => (p.doubtAt === null ? p : { ...p, doubtAt: null }));
    case 'not-sent':
      return posting(heard, event.subject, (p) => (p.id === null ? { ...p, intentAt: null } : p));
    case 'refused':
      return event.subject.kind === 'release'
        ? car(heard, event.subject.id, (c) => (c.releaseId === null ? { ...c, refused: event.message } : c))
        : posting(heard, event.subject, (p) => (p.id === null ? { ...p, intentAt: null, refused: event.message } : p));
    case 'release':
      return car(heard, event.car, (c) =>
        c.releaseId === null ? { releaseId: event.releaseId, releaseAt: at, created: event.created, refused: null } : c,
      );
    case 'posted':
      // Of two with the same token the lowest id stands, also when one's own turns out to be the other.
      return posting(heard, event.subject, (p) =>
        p.id === null || comparePostedIds(event.id, p.id) < 0
          ? {
              ...p,
              id: event.id,
              taskId: event.taskId,
              source: event.source,
              postedAt: at,
              intentAt: null,
              refused: null,
              // Who else may have posted it is seen only by looking once more.
              doubtAt: event.source === 'created' ? (p.doubtAt ?? at) : p.doubtAt,
            }
          : p,
      );
    case 'foreign':
      return posting(heard, event.subject, (p) => (p.id === null ? { ...p, foreign: event.reason } : p));
    case 'duplicate':
      return duplicate(heard, event);
    case 'task':
      return task(heard, event);
    case 'smoke':
      return smoke(heard, event);
    case 'defect':
      return stop(heard, event.stop, (s) =>
        s.defect?.reported ? s : { ...s, defect: { reported: event.reported, message: event.message } },
      );
    case 'cancel':
      return event.taskId in heard.cancelled
        ? heard
        : { ...heard, cancelled: { ...heard.cancelled, [event.taskId]: event.why } };
    case 'added':
      return event.id in heard.added
        ? heard
        : {
            ...heard,
            added: { ...heard.added, [event.id]: { deploymentId: event.deploymentId, taskId: event.taskId } },
          };
    case 'finished':
      return heard.finished ? heard : { ...heard, finished: { outcome: event.outcome, at: event.at } };
  }
}

/** A person looked into it and let the run go on: what could not be told is asked again. */
function forgetDoubts(state: RunState): RunState {
  const stops = Object.entries(state.stops).map(([id, s]): [string, StopState] => [
    id,
    {
      ...s,
      foreign: null,
      smoke: Object.fromEntries(
        Object.entries(s.smoke).filter(([, each]) => each.result === 'passed' || each.result === 'failed'),
      ),
    },
  ]);
  const gates = Object.entries(state.gates).map(([id, gate]): [string, Posting] => [id, { ...gate, foreign: null }]);
  return { ...state, stops: Object.fromEntries(stops), gates: Object.fromEntries(gates) };
}

/** Nobody here knows what was sent: anything may be there, or still come. */
function lookForAll(state: RunState, at: number): RunState {
  const doubted = <P extends Posting>(postings: Readonly<Record<string, P>>): Record<string, P> =>
    Object.fromEntries(Object.entries(postings).map(([id, each]): [string, P] => [id, { ...each, doubtAt: at }]));
  return { ...state, blindSince: at, stops: doubted(state.stops), gates: doubted(state.gates) };
}

function stop(state: RunState, id: string, change: (stop: StopState) => StopState): RunState {
  const before = state.stops[id];
  if (!before) return state;
  const after = change(before);
  return after === before ? state : { ...state, stops: { ...state.stops, [id]: after } };
}

function car(state: RunState, id: string, change: (car: CarState) => CarState): RunState {
  const before = state.cars[id];
  if (!before) return state;
  const after = change(before);
  return after === before ? state : { ...state, cars: { ...state.cars, [id]: after } };
}

function posting(state: RunState, subject: Subject, change: (posting: Posting) => Posting): RunState {
  if (subject.kind === 'deployment') {
    return stop(state, subject.id, (before) => {
      const after = change(before);
      return after === before ? before : { ...before, ...after };
    });
  }
  const before = subject.kind === 'approval' ? state.gates[subject.id] : undefined;
  if (!before) return state;
  const after = change(before);
  return after === before ? state : { ...state, gates: { ...state.gates, [subject.id]: after } };
}

function duplicate(state: RunState, event: Extract<RunEvent, { type: 'duplicate' }>): RunState {
  const subject = `${event.subject.kind} ${event.subject.id}`;
  const known = state.duplicates.find((each) => each.id === event.id);
  if (known && (known.cancelled || !event.cancelled)) return state;
  const others = state.duplicates.filter((each) => each.id !== event.id);
  return { ...state, duplicates: [...others, { subject, id: event.id, cancelled: event.cancelled }] };
}

function task(state: RunState, event: TaskEvent): RunState {
  const before = state.tasks[event.taskId];
  const { startedAt, completedAt, errorMessage, interruptions } = event;
  const facts = { state: event.state, startedAt, completedAt, errorMessage, interruptions };
  if (before) {
    const { since: _, heardAt, ...known } = before;
    if (canonicalJson(known) === canonicalJson(facts)) return state;
    // An old answer that came late.
    if (event.at < heardAt || (isOver(before) && !isOver(facts))) return state;
  }
  const since = before?.state === event.state ? before.since : state.now;
  const after: TaskState = { ...facts, since, heardAt: event.at };
  return { ...state, tasks: { ...state.tasks, [event.taskId]: after } };
}

/** Whether a task has come to its end. */
export function isOver(task: Pick<TaskState, 'state'>): boolean {
  return task.state !== 'Queued' && task.state !== 'Executing' && task.state !== 'Cancelling';
}

function smoke(state: RunState, event: SmokeEvent): RunState {
  return stop(state, event.stop, (before) => {
    const known = before.smoke[event.index];
    if (known && known.lastAt >= event.at) return before;
    const after = {
      attempts: (known?.attempts ?? 0) + 1,
      firstAt: known?.firstAt ?? state.now,
      lastAt: state.now,
      result: event.result,
      detail: event.detail,
    };
    return { ...before, smoke: { ...before.smoke, [event.index]: after } };
  });
}
