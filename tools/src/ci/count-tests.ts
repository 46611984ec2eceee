import type { SkippedTest } from './skipped-list.ts';
import type { VitestReport } from './vitest-report.ts';

/** The sum of several vitest runs, and what is wrong with them. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One sentence each; empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * Counts tests. A test that neither passed nor failed was skipped, whatever the reason, and must be on the list; whatever is on the list must have
 * been skipped. A file that broke outside its tests counts as one failed test, so that it cannot vanish from the sum.
 */
export function countTests(options: {
  reports: readonly VitestReport[];
  skippedList: readonly SkippedTest[];
  /** Absolute, with `/`: what the list's files are relative to. */
  root: string;
}): TestCount {
  const { reports, skippedList, root } = options;
  const problems: string[] = [];
  const skipped = new Set<string>();
  let passed = 0;
  let failed = 0;
  for (const { name, status, message, assertionResults } of reports.flatMap((report) => report.testResults)) {
    const file = relativeTo(root, name);
    for (const test of assertionResults) {
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') failed++;
      else skipped.add(nameOf({ file, test: test.fullName }));
    }
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      failed++;
      problems.push(`${file} failed outside its tests: ${message.split('\n')[0]}`);
    }
  }
  const listed = new Set(skippedList.map(nameOf));
  for (const name of skipped) if (!listed.has(name)) problems.push(`skipped, and not on the list: ${name}`);
  for (const name of listed) if (!skipped.has(name)) problems.push(`on the list, and not skipped: ${name}`);
  return { passed, failed, skipped: skipped.size, problems };
}

/** The last line of a run. */
export function countLine({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function nameOf({ file, test }: { file: string; test: string }): string {
  return `${file} › ${test}`;
}

function relativeTo(root: string, path: string): string {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith(`${root}/`) ? slashed.slice(root.length + 1) : slashed;
}
