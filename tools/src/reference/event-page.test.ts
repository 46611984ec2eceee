import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEventShapes } from './event-fields.ts';
import { eventPage } from './event-page.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
  path = join(folder, 'event.ts');
  await writeFile(
    path,
    `export interface EventHead {
       /** Counts from 1. */
       readonly seq: number;
     }
     type State = 'on' | 'off';
     interface Place { readonly car: string }
     export type TrainEventBody = { readonly event: 'begun' } | ({ readonly event: 'moved'; readonly to: State | null; readonly state: State } & Place);`,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function page(meanings: Record<string, string>) {
  return eventPage({ shapes: readEventShapes(path), meanings, states: { on: 'It runs.' } });
}

it('lists every event with its fields, aliases spelled out', () => {
  const text = page({ begun: 'It begins.', moved: 'It moves.' });

  expect(text).toContain('| `seq` | `number` | Counts from 1. |');
  expect(text).toContain('## `begun`\n\nIt begins.\n\nNo further fields.');
  expect(text).toContain("| `to` | `'on' \\| 'off' \\| null` |");
  expect(text).toContain('| `state` | a state |');
  expect(text).toContain('| `on` | It runs. |');
  expect(text).toContain('| `car` | `string` |');
});

it('does not describe an event that is not there', () => {
  expect(() => page({ gone: 'It is gone.' })).toThrow('there is no event gone');
});
