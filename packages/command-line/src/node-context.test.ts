import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { outputOf, workingFolder } from './node-context.ts';

class Pipe extends EventEmitter {
  isTTY = true;
  columns = 100;
  written: string[] = [];
  write(text: string): void {
    this.written.push(text);
  }
}

it('drops what is written after the reader has gone, without a word', () => {
  const pipe = new Pipe();
  const output = outputOf(pipe);

  output.write('one');
  pipe.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  output.write('two');

  expect(pipe.written).toEqual(['one']);
});

it('does not hide other faults of a stream', () => {
  const pipe = new Pipe();
  outputOf(pipe);

  expect(() => pipe.emit('error', Object.assign(new Error('disk full'), { code: 'ENOSPC' }))).toThrow('disk full');
});

it('follows the width of the terminal', () => {
  const pipe = new Pipe();
  const output = outputOf(pipe);
  pipe.columns = 40;

  expect(output).toMatchObject({ isTTY: true, columns: 40 });
});

it.each([
  [{ INIT_CWD: '/person', npm_lifecycle_event: 'train' }, '/person'],
  [{ INIT_CWD: '/stale' }, '/process'],
  [{ npm_lifecycle_event: 'train' }, '/process'],
  [{}, '/process'],
])('the working folder with %j is %s', (env, folder) => {
  expect(workingFolder({ env, cwd: '/process' })).toBe(folder);
});
