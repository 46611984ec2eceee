import { expect, it } from 'vitest';
import { endMarker, renderTable, startMarker, withTable } from './table.ts';

const result = {
  client: 'Octopus CLI',
  version: 'v1.7.1',
  what: 'commands',
  checks: 90,
  passed: 89,
  failed: 1,
  skipped: 0,
};

it('a row says what came of a client', () => {
  expect(renderTable([result]).split('\n')).toEqual([
    '| client      | version | what it does | checks | pass | known to fail | left out |',
    '| ----------- | ------- | ------------ | -----: | ---: | ------------: | -------: |',
    '| Octopus CLI | v1.7.1  | commands     |     90 |   89 |             1 |        0 |',
  ]);
});

it('the table goes between its markers, and nothing else changes', () => {
  const page = `before\n${startMarker}\n\nold\n\n${endMarker}\nafter\n`;

  expect(withTable(page, 'new')).toBe(`before\n${startMarker}\n\nnew\n\n${endMarker}\nafter\n`);
  expect(withTable('no markers', 'new')).toBeUndefined();
});
