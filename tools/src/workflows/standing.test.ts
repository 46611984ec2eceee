import { expect, it } from 'vitest';
import { hasEnded } from './standing.ts';

const lock = '{"v":1,"seq":0,"prev":"0","time":"…","lock":{"run":"friday-20261120-abcdef"}}\n';
const resumed = '{"v":1,"seq":1,"prev":"1","time":"…","event":{"type":"resumed","at":1}}\n';
const finished = '{"v":1,"seq":2,"prev":"2","time":"…","event":{"type":"finished","outcome":"failed","at":2}}\n';

it('calls a run ended when its journal says so, whatever the outcome', () => {
  expect(hasEnded(lock + resumed + finished)).toBe(true);
});

it('calls a run open that was left, also in the middle of a line', () => {
  expect(hasEnded(lock + resumed)).toBe(false);
  expect(hasEnded(lock + resumed + finished.slice(0, -10))).toBe(false);
});
