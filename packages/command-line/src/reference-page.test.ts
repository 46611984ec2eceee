import { buildApplication, buildCommand, buildRouteMap } from '@stricli/core';
import { expect, it } from 'vitest';
import { exitCodeMeanings, exitCodes, programConfiguration, referencePage } from './index.ts';

it('documents every command, in the words people call it with, and every exit code', () => {
  const plan = buildCommand<{ detailedExitcode?: boolean }>({
    docs: { brief: 'Says what would be done' },
    parameters: { flags: { detailedExitcode: { kind: 'boolean', optional: true, brief: '2 when there are changes' } } },
    func: () => {},
  });
  const root = buildRouteMap({ routes: { plan }, docs: { brief: 'Makes a server match a file' } });
  const app = buildApplication(root, programConfiguration({ name: 'bootstrap', version: '1.0.0' }));

  const page = referencePage({ app, title: 'bootstrap', introduction: 'Intro.', invocation: 'pnpm bootstrap' });

  expect(page).toMatch(
    /^# bootstrap\n\n<!-- Generated .* -->\n\nIntro\.\n\n## `pnpm bootstrap plan`\n\n```text\nUSAGE\n {2}pnpm bootstrap plan /,
  );
  expect(page).toContain('--detailed-exitcode');
  expect(page).toContain('2 when there are changes');
  expect(page).toMatch(/^\| +75 \| Held by another run\. +\|$/m);
  expect(page).not.toMatch(/[ \t]$/m);
});

it('has a meaning for every exit code', () => {
  expect(Object.keys(exitCodeMeanings).map(Number)).toEqual(Object.values(exitCodes));
  expect(Object.isFrozen(exitCodes) && Object.isFrozen(exitCodeMeanings)).toBe(true);
});
