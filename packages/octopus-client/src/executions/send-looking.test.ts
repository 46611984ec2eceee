import { describe, expect, it } from 'vitest';
import { OctopusServerError, OctopusUnreachableError, OctopusValidationError } from '../errors/octopus-error.ts';
import { rejection } from '../testing/fake-server.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import { sendLooking } from './send-looking.ts';

const details = { message: 'POST /api failed', operation: 'POST /api' };
const lost = new OctopusServerError({ ...details, outcome: 'unknown', status: 502 });
const away = new OctopusUnreachableError({ ...details, outcome: 'not-sent' });

/** Looks give these in turn, the last for ever; an error is thrown. */
function sending(
  looks: readonly (readonly string[] | Error)[],
  expected: number | undefined,
  answer: Error | string[],
) {
  const clock = createVirtualClock();
  let sent = 0;
  let at = 0;
  const result = sendLooking<string>({
    what: 'two things',
    operation: 'POST /api',
    clock,
    settleMs: 5000,
    expected,
    idOf: (id) => id,
    async look() {
      const now = looks[Math.min(at++, looks.length - 1)] ?? [];
      if (now instanceof Error) throw now;
      return now;
    },
    async send() {
      sent += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { result, clock, sent: () => sent };
}

describe('a write that is looked for', () => {
  it('is what the server says when it says something', async () => {
    const { result, clock } = sending([['old']], 1, ['new']);

    expect(await result).toEqual({ how: 'created', things: ['new'] });
    expect(clock.slept).toEqual([]);
  });

  it('is what was not there before when the answer gets lost', async () => {
    const { result, sent } = sending([['old'], ['old'], ['old', 'a'], ['old', 'a', 'b']], 2, lost);

    expect(await result).toEqual({ how: 'found-after-lost-answer', things: ['a', 'b'] });
    expect(sent()).toBe(1);
  });

  it('is complete when two looks agree, where only the server knows how many there are', async () => {
    const { result } = sending([[], ['a'], ['a', 'b'], ['a', 'b']], undefined, lost);

    expect(await result).toMatchObject({ things: ['a', 'b'] });
  });

  it('goes on being looked for while looks fail', async () => {
    const { result } = sending([[], away, ['a']], 1, lost);

    expect(await result).toMatchObject({ things: ['a'] });
  });

  it('that is only half there in the end tells which half', async () => {
    const { result, clock, sent } = sending([[], ['a']], 2, lost);

    expect(await rejection(result)).toMatchObject({
      code: 'lost-answer',
      found: ['a'],
      message: 'the answer to two things got lost, and after 5 s only a was to be seen',
      cause: lost,
    });
    expect(clock.slept).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect(sent()).toBe(1);
  });

  it('that was refused, or never sent, is not looked for', async () => {
    const refused = new OctopusValidationError({ ...details, outcome: 'refused', status: 400 });

    expect(await rejection(sending([[]], 1, refused).result)).toBe(refused);
    expect(await rejection(sending([[]], 1, away).result)).toBe(away);
  });
});
