import { describe, expect, it } from 'vitest';
import { createLiveLine } from './live-line.ts';

function lineOn(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { written, line: createLiveLine({ write: (text) => written.push(text), isTTY, columns }) };
}

describe('what goes on', () => {
  it('is one line of a terminal, written over and taken away', () => {
    const { written, line } = lineOn(true, 30);

    line.hint('reading the server');
    line.count('12 requests');
    line.say('[1/2] create something with a very long name');
    line.clear();
    line.clear();
    line.count('13 requests');

    expect(written.map((text) => text.replace('\r\u001b[2K', '<'))).toEqual([
      '<reading the server',
      '<reading the server · 12 requ…',
      '<[1/2] create something with …',
      '<',
    ]);
  });

  it('is a line for each thing done elsewhere, and nothing that only fills the time', () => {
    const { written, line } = lineOn(false);

    line.hint('reading the server');
    line.count('12 requests');
    line.say('[1/2] create project web');
    line.clear();

    expect(written).toEqual(['[1/2] create project web\n']);
  });
});
