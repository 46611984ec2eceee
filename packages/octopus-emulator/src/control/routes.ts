import { z } from 'zod';
import type { FaultBoard, ListedFault } from '../faults/board.ts';
import { duration } from '../faults/duration.ts';
import { created, ok, type Reply } from '../http/api.ts';
import { badRequest, notFound } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { ClockAnswer, ClockControl, ClockState } from './clock-control.ts';
import { faultRefusal } from './fault-refusal.ts';

/** What is controlled. */
export interface Control {
  readonly clock: ClockControl;
  readonly faults: FaultBoard;
}

/** A request for control, with what its address and body hold. */
export interface ControlRequest {
  readonly method: string;
  /** Behind `/emulator`, in lower case. */
  readonly segments: readonly string[];
  readonly text: string;
  /** The body as JSON; throws the refusal when it is none. */
  json(): unknown;
}

const advanceSchema = z
  .object({
    By: duration.nullish(),
    To: z.iso.datetime({ offset: true, error: 'a time is written like 2026-01-02T15:00:00Z' }).nullish(),
  })
  .refine(({ By, To }) => (By == null) !== (To == null), { message: 'give one of By (like 5m) and To (a time)' });

const speedSchema = z.object({
  Speed: z.number('a speed is a number above 0').positive('a speed is a number above 0'),
});

/** Answers one request; undefined when there is nothing at that address. */
export async function controlReply({ clock, faults }: Control, request: ControlRequest): Promise<Reply | undefined> {
  const { segments } = request;
  const [, id] = segments;
  const address = `${request.method} ${segments.length > 1 && segments[0] === 'faults' ? 'faults/ID' : segments.join('/')}`;
  switch (address) {
    case 'GET clock':
      return ok(showClock(clock.state()));
    case 'PUT clock':
      return clockReply(clock.setSpeed(validated(speedSchema, request.json()).Speed), showClock);
    case 'POST clock/advance': {
      const { By, To } = validated(advanceSchema, request.json());
      const moved = await clock.advance(typeof By === 'number' ? { byMs: By } : { toMs: Date.parse(To ?? '') });
      return clockReply(moved, (state) => ({ ...showClock(state), Settled: state.settled }));
    }
    case 'GET faults':
      return ok({ Items: faults.list().map(showFault) });
    case 'POST faults': {
      const answer = faults.add(request.text);
      return answer.ok ? created({ Items: answer.added.map(showFault) }) : faultRefusal(answer.problems);
    }
    case 'DELETE faults':
      return ok({ Removed: faults.clear() });
    case 'DELETE faults/ID':
      if (id === undefined || !faults.remove(id)) throw notFound('fault', id ?? '');
      return ok({ Removed: 1 });
    default:
      return undefined;
  }
}

function clockReply<T>(answer: ClockAnswer<T>, show: (clock: T) => object): Reply {
  if (!answer.ok) throw badRequest([answer.message]);
  return ok(show(answer.clock));
}

function showClock({ kind, nowMs, speed, waiting, nextDueMs }: ClockState): object {
  return {
    Kind: kind,
    Now: new Date(nowMs).toISOString(),
    Speed: speed,
    Waiting: waiting,
    NextDue: nextDueMs === null ? null : new Date(nextDueMs).toISOString(),
  };
}

function showFault({ id, fault, fired, left }: ListedFault): object {
  return { Id: id, Fault: fault, Fired: fired, Left: left };
}
