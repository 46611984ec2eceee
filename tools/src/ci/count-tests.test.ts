import { describe, expect, it } from 'vitest';
import { countLine, countTests } from './count-tests.ts';
import { parseSkippedList } from './skipped-list.ts';
import { parseReport } from './vitest-report.ts';

const root = '/repo';

function report(tests: Record<string, string>, file: { name?: string; status?: string; message?: string } = {}) {
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({ fullName, status, title: fullName }));
  const testResult = { name: '/repo/a.test.ts', status: 'passed', message: '', assertionResults, ...file };
  return parseReport(JSON.stringify({ success: true, numTotalTests: 9, testResults: [testResult] }));
}

const listed = { file: 'a.test.ts', test: 'asks a real cluster', reason: 'there is no cluster here' };

describe('a count', () => {
  it('adds up all runs', () => {
    const reports = [report({ one: 'passed', two: 'failed' }, { status: 'failed' }), report({ three: 'passed' })];

    const count = countTests({ reports, skippedList: [], root });

    expect(count).toEqual({ passed: 2, failed: 1, skipped: 0, problems: [] });
    expect(countLine(count)).toBe('2 passed, 1 failed, 0 skipped');
  });

  it.each(['skipped', 'todo', 'pending', 'disabled'])('finds a %s test that is not on the list', (status) => {
    const count = countTests({ reports: [report({ 'asks a real cluster': status })], skippedList: [], root });

    expect(count).toMatchObject({
      skipped: 1,
      problems: ['skipped, and not on the list: a.test.ts › asks a real cluster'],
    });
  });

  it('lets a listed test be skipped', () => {
    const count = countTests({ reports: [report({ [listed.test]: 'skipped' })], skippedList: [listed], root });

    expect(count).toEqual({ passed: 0, failed: 0, skipped: 1, problems: [] });
  });

  it.each([{ [listed.test]: 'passed' }, { other: 'passed' }])(
    'finds a listed test that is skipped no longer: %o',
    (tests) => {
      const count = countTests({ reports: [report(tests)], skippedList: [listed], root });

      expect(count.problems).toEqual(['on the list, and not skipped: a.test.ts › asks a real cluster']);
    },
  );

  it('tells tests of one name in two files apart', () => {
    const reports = [report({ [listed.test]: 'skipped' }, { name: '/repo/b.test.ts' })];

    expect(countTests({ reports, skippedList: [listed], root }).problems).toHaveLength(2);
  });

  it('counts a file that broke outside its tests as a failed test', () => {
    const count = countTests({
      reports: [report({}, { status: 'failed', message: 'no such module\n at …' })],
      skippedList: [],
      root,
    });

    expect(count).toMatchObject({ failed: 1, problems: ['a.test.ts failed outside its tests: no such module'] });
  });

  it('reads paths of Windows', () => {
    const reports = [report({ [listed.test]: 'skipped' }, { name: 'D:\\repo\\a.test.ts' })];

    expect(countTests({ reports, skippedList: [listed], root: 'D:/repo' }).problems).toEqual([]);
  });
});

describe('the list of skipped tests', () => {
  it('asks for a reason', () => {
    expect(() => parseSkippedList(JSON.stringify([{ ...listed, reason: 'flaky' }]))).toThrow('say why in a sentence');
  });
});
