import { describe, expect, it } from 'vitest';
import { JournalTrouble, troubleWith } from './journal-trouble.ts';

function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: no`), { code, path: '/srv/train' });
}

describe('what a file system refuses', () => {
  it.each([
    ['ENOSPC', /no space left/],
    ['EDQUOT', /quota/],
    ['EROFS', /read-only file system/],
    ['EACCES', /may not be written by this account/],
    ['EPERM', /may not be written by this account/],
    ['ENOTDIR', /is a file, not a folder/],
  ])('%s: is trouble of the journal, with its path and in words', (code, words) => {
    const cause = refusal(code);

    const trouble = troubleWith('/srv/train', cause);

    expect(trouble).toMatchObject({ name: 'JournalTrouble', code: 'unwritable', cause });
    expect(String(trouble)).toMatch(words);
    expect(String(trouble)).toContain('/srv/train cannot be written');
  });

  it('stays what it is when the file system has nothing to do with it', () => {
    const trouble = new JournalTrouble({ code: 'moved-on', message: 'somebody else' });

    for (const other of [trouble, new TypeError('x is not a function'), refusal('ECONNRESET'), 'no error'])
      expect(troubleWith('/srv/train', other)).toBe(other);
  });
});
