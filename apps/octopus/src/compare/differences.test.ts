import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../session/session.ts';
import { differencesOf } from './differences.ts';

function between(server: Json, emulator: Json): string[] {
  const answered = (json: Json) => ({ status: 200, content: { json } });
  return differencesOf(answered(server), answered(emulator)).map(
    ({ kind, path, server, emulator }) => `${kind} ${path}: ${server} / ${emulator}`,
  );
}

describe('two answers', () => {
  it.each<[string, Json, Json, string[]]>([
    ['a field that is missing', { A: 1, B: 'x' }, { A: 2 }, ['missing B: string / none']],
    ['a field too many', { A: 1 }, { A: 1, B: null }, ['extra B: none / null']],
    ['a field of another type', { A: { B: 1 } }, { A: { B: '1' } }, ['type A.B: number / string']],
    ['a null where there is an object', { A: null }, { A: {} }, ['type A: null / object']],
    ['a field of items', { Items: [{ A: 1 }] }, { Items: [{ A: 1, C: true }] }, ['extra Items[].C: none / boolean']],
    ['another word of the API', { Type: 'String' }, { Type: 'Text' }, ['value Type: String / Text']],
    ['a link', { Links: { Self: '/x', Web: '/y' } }, { Links: { Self: '/x' } }, ['link Links.Web: string / none']],
    [
      'numbers of a page',
      { ItemsPerPage: 30, TotalResults: 1, Items: [] },
      { ItemsPerPage: 20, TotalResults: 1, Items: [] },
      ['paging ItemsPerPage: 30 / 20'],
    ],
  ])('differ by %s', (_, server, emulator, differences) => {
    expect(between(server, emulator)).toEqual(differences);
  });

  it.each<[string, Json, Json]>([
    [
      'ids, names and numbers',
      { Id: 'Projects-1', Name: 'a', Version: 1 },
      { Id: 'Projects-9', Name: 'b', Version: 7 },
    ],
    ['times that have not come', { CompletedTime: null }, { CompletedTime: '2026-01-02T09:00:00Z' }],
    ['an empty list', { Items: [] }, { Items: [{ A: 1 }] }],
    ['an object that is not there everywhere', { Items: [{ A: null }, { A: { B: 1 } }] }, { Items: [{ A: null }] }],
    ['names that are data', { Properties: { 'Octopus.A': 'x' } }, { Properties: { 'Octopus.B': 'y' } }],
    ['words of which some are shared', { Items: [{ Type: 'A' }, { Type: 'B' }] }, { Items: [{ Type: 'B' }] }],
  ])('do not differ by %s', (_, server, emulator) => {
    expect(between(server, emulator)).toEqual([]);
  });

  it('are not compared further when the status differs', () => {
    expect(differencesOf({ status: 200, content: { json: { A: 1 } } }, { status: 404, content: { json: {} } })).toEqual(
      [{ kind: 'status', path: '', server: '200', emulator: '404' }],
    );
  });

  it('differ by what kind of content they have', () => {
    expect(
      differencesOf(
        { status: 200, content: { type: 'text/plain; charset=utf-8', bytes: 3 } },
        { status: 200, content: { json: 'x' } },
      ),
    ).toEqual([{ kind: 'content', path: '', server: 'text/plain', emulator: 'JSON' }]);
  });

  it('never differ from themselves', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // What fast-check makes of JSON is Json.
        expect(between(value as Json, value as Json)).toEqual([]);
      }),
    );
  });
});
