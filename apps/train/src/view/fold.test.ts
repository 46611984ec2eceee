import { textWidth } from '@octotrain/command-line';
import { describe, expect, test } from 'vitest';
import { fold, foldLine, foldParts, labelled } from './fold.ts';

describe('folding', () => {
  test('breaks at spaces and goes on under a hanging indent', () => {
    expect(fold('one two three four', { columns: 10, first: '- ', rest: '  ' })).toEqual([
      '- one two',
      '  three',
      '  four',
    ]);
  });

  test('never cuts a word, for it may be something to paste', () => {
    const address = 'https://finpay.example/app#/Spaces-1/tasks/ServerTasks-812';

    expect(fold(`see ${address} there`, { columns: 20 })).toEqual(['see', address, 'there']);
  });

  test('of a line keeps the spaces that make its columns', () => {
    expect(foldLine('✔ api    Staging    approved by Marcus', { columns: 24, rest: '    ' })).toEqual([
      '✔ api    Staging',
      '    approved by Marcus',
    ]);
    expect(foldLine('', { columns: 24, rest: '    ' })).toEqual(['']);
  });

  test('breaks between parts before it breaks inside them', () => {
    expect(foldParts(['9 stops', '3 approvals', '11 deployments'], { columns: 24, indent: '  ' })).toEqual([
      '  9 stops · 3 approvals',
      '  11 deployments',
    ]);
  });

  test('keeps a command in one piece, on its own line when there is no room beside its label', () => {
    const command = 'pnpm train resume friday-20261123-k4t9qz';

    expect(labelled('resume', command, 60, 9)).toEqual([`resume   ${command}`]);
    expect(labelled('resume', command, 45, 9)).toEqual(['resume', `  ${command}`]);
  });

  test('counts wide letters as two columns', () => {
    for (const line of fold('東京 大阪 京都 ⛔ ✔ 名古屋', { columns: 10 }))
      expect(textWidth(line)).toBeLessThanOrEqual(10);
  });
});
