import { expect, it } from 'vitest';
import { virtualClock } from '../../clock/virtual-clock.ts';
import { createLogBuffer } from './log-buffer.ts';

function buffer() {
  const clock = virtualClock(0);
  const written: string[] = [];
  return { clock, written, ...createLogBuffer(clock, (category, text) => written.push(`${category} ${text}`)) };
}

it('writes the first line at once, and those of the next moment together', () => {
  const { clock, written, log } = buffer();

  for (const text of ['one', 'two', 'three']) log('Info', text);
  const atOnce = [...written];
  clock.advance(99);
  const before = written.length;
  clock.advance(1);

  expect([atOnce, before]).toEqual([['Info one'], 1]);
  expect(written).toEqual(['Info one', 'Info two', 'Info three']);
});

it('writes at once again after a pause, and leaves no timer behind', () => {
  const { clock, written, log } = buffer();
  log('Info', 'one');
  clock.advance(1_000);
  expect(clock.pending()).toBe(0);

  log('Error', 'two');

  expect(written).toEqual(['Info one', 'Error two']);
});

it('holds nothing back when it is flushed', () => {
  const { clock, written, log, flush } = buffer();
  log('Info', 'one');
  log('Info', 'two');

  flush();

  expect(written).toEqual(['Info one', 'Info two']);
  expect(clock.pending()).toBe(0);
});
