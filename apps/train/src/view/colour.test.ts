import { coloursFor } from '@octotrain/command-line';
import { describe, expect, test } from 'vitest';
import { reportModel } from '../report/model.ts';
import { reportText } from '../report/text.ts';
import { eventLine } from './event-line.ts';
import { failureText } from './failure.ts';
import { liveFrame } from './live-frame.ts';
import type { Look } from './look.ts';
import { planTable } from './plan-table.ts';
import { plainLook, play, type World } from './test-support.ts';
import { waitingText } from './waiting.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const escapes = /\u001b\[\d+m/g;
const terminal = { isTTY: true, write() {} };
const worlds: readonly World[] = [{}, { answers: 3 }, { taskFails: () => 'no' }];

function everything(look: Look): string {
  return worlds
    .map(play)
    .flatMap((record) => {
      const { plan, state, events } = record;
      return [
        planTable({ plan, planHash: state.planHash, run: state.run, look }),
        ...events.map((event, at) => eventLine({ plan, event, earlier: events.slice(0, at), look }) ?? ''),
        waitingText({ record, look }),
        failureText({ record, look }),
        ...liveFrame({ record, look, rows: 50, now: state.now }),
        reportText({ report: reportModel(record), look }),
      ];
    })
    .join('\n');
}

describe('colour', () => {
  test.each([100, 60])('only repeats what words and marks say, at %i columns', (columns) => {
    const coloured = everything(plainLook(columns, { colours: coloursFor(terminal, {}) }));

    expect(coloured).toMatch(escapes);
    expect(coloured.replace(escapes, '')).toBe(everything(plainLook(columns)));
  });

  test.each([
    ['NO_COLOR is set', terminal, { NO_COLOR: '1' }],
    ['the output is piped', { ...terminal, isTTY: false }, {}],
  ])('is left out when %s', (_when, stream, env) => {
    expect(everything(plainLook(100, { colours: coloursFor(stream, env) }))).not.toContain('\u001b');
  });
});
