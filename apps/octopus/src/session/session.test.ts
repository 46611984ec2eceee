import { expect, it } from 'vitest';
import { readSession } from './session.ts';

const head = '{"session":1,"began":"2026-01-02T09:00:00.000Z"}';
const line =
  '{"n":1,"atMs":0,"method":"GET","target":"/api","as":"nobody","body":null,"status":200,"answer":{"json":{}}}';

it.each([
  ['', 1, 'this is no session'],
  ['{"n":1}', 1, 'this is no session'],
  ['{"session":2,"began":"2026-01-02T09:00:00.000Z"}', 1, 'this is no session'],
  [`${head}\n\n${line}\n{"n":2`, 4, 'no exchange'],
  [`${head}\n${line.replace('"/api"', '"https://elsewhere/api"')}`, 2, 'no exchange'],
])('refuses %j, with the line', (text, at, sentence) => {
  expect(readSession(text)).toEqual({ ok: false, line: at, message: expect.stringContaining(sentence) });
});

it('reads what was written', () => {
  const read = readSession(`${head}\r\n${line}\r\n`);

  expect(read.ok && read.session.exchanges.map(({ n, target }) => [n, target])).toEqual([[1, '/api']]);
});
