import { describe, expect, it } from 'vitest';
import type { AuditEvent } from './audit-event.ts';
import { pointAt, withOther } from './json-pointer.ts';
import { momentsOf } from './moments.ts';

const document = { Id: 'Teams-1', Name: 'Risk', Members: ['a', 'b'], 'a/b': { '~': 1 } };

function event(facts: Partial<AuditEvent>): AuditEvent {
  return {
    id: 'Events-1',
    category: 'Modified',
    at: '2026-11-27T14:02:00Z',
    userId: 'Users-1',
    username: 'sam',
    userAgent: '',
    spaceId: null,
    related: ['Teams-1'],
    message: '',
    ...facts,
  };
}

const read = (logged: object) => ({
  name: 'Name' in logged ? String(logged.Name) : '',
  members: 'Members' in logged ? JSON.stringify(logged.Members) : '',
});

describe('what an event touched', () => {
  it.each<[string, readonly string[] | undefined, readonly string[] | undefined]>([
    ['a field by its place', ['/Name'], ['name']],
    ['a field by a place within it', ['/Members/1'], ['members']],
    ['nothing that matters', ['/a~1b/~0'], []],
    ['anything, of the whole document', [''], undefined],
    ['anything, where something was taken away', ['/Description'], undefined],
    ['anything, where the log does not say', undefined, undefined],
  ])('is %s', (_what, changed, expected) => {
    const logged = event({ document, ...(changed === undefined ? {} : { changed }) });

    const [moment] = momentsOf({ events: [logged], mark: 'Name', read });

    expect(moment?.touched && [...moment.touched]).toEqual(expected);
  });

  it('is not told of events that show another document under the same id', () => {
    const other = event({ document: { Version: 2, Values: [] } });

    expect(momentsOf({ events: [other], mark: 'Name', read })).toEqual([]);
    expect(momentsOf({ events: [other], mark: 'ProjectVariables', read })).toHaveLength(1);
    expect(momentsOf({ events: [event({ document })], mark: 'ProjectVariables', read })).toEqual([]);
  });
});

describe('a JSON pointer', () => {
  it.each([
    ['/Members/1', 'b'],
    ['/a~1b/~0', 1],
    ['/Members/7', undefined],
    ['/Name/length', undefined],
  ])('%s points at %s', (pointer, expected) => {
    expect(pointAt(document, pointer)).toBe(expected);
  });

  it('changes a copy only', () => {
    const before = structuredClone(document);

    expect(pointAt(withOther(document, '/Members/0'), '/Members/0')).not.toBe('a');
    expect(document).toEqual(before);
  });
});
