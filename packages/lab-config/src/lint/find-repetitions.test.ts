import { expect, it } from 'vitest';
import { fullLab } from '../check/full-lab.test-data.ts';
import { smallLab } from '../check/small-lab.test-data.ts';
import { finpayLab } from '../finpay/finpay-lab.ts';
import { findRepetitions } from './find-repetitions.ts';

function told(text: string, read?: (path: string) => string | undefined): readonly string[] {
  const found = findRepetitions({ text, file: 'lab.yaml', ...(read ? { read } : {}) });
  return found.map(({ file, line, code, message, hint }) => `${file}:${line} ${code} ${message}; ${hint}`);
}

it('finds nothing that FinPay says twice, and FinPay in less than 300 lines of at most 120 columns', () => {
  expect(findRepetitions(finpayLab, { lines: 299, columns: 120 })).toEqual([]);
});

it('finds nothing in small labs', () => {
  for (const text of [smallLab, fullLab]) {
    expect(findRepetitions({ text, file: 'lab.yaml' }, { lines: 300, columns: 130 })).toEqual([]);
  }
});

it('names every place of a text, and what to do', () => {
  const text = finpayLab.text.replace(
    'Development, Staging: kafka',
    'Development: kafka.finpay.internal:9092\n          Staging: kafka',
  );

  expect(told(text).map((one) => one.replaceAll(/\d+/g, 'N'))).toEqual([
    'lab.yaml:N written-twice the text `kafka.finpay.internal:N` is written twice: also at line N; write `pattern`, name several environments in one key, or move it to a variable set under `shared`',
  ]);
});

it.each<[what: string, text: string, found: RegExp]>([
  [
    'a mapping in two spaces',
    'spaces:\n  A: { feeds: { F: { url: "https://registry.example.com", username: a, apiVersion: v2 } } }\n  B: { feeds: { F: { apiVersion: v2, username: a, url: "https://registry.example.com" } } }\n',
    /^lab\.yaml:2 written-twice the same is written twice: also at line 3; move it to `shared`/,
  ],
  [
    'a step of two processes',
    'spaces:\n  A:\n    projects:\n      p: { description: P, process: [{ kind: script, name: Say it, targetTag: cluster, script: "echo hello" }] }\n      q: { process: [{ kind: script, name: Say it, targetTag: cluster, script: "echo hello" }] }\n',
    /written-twice .* line 5; make it a pattern under `steps`/,
  ],
  [
    'steps alike but for their projects',
    'spaces:\n  A:\n    projects:\n      api: { process: [{ kind: helm, name: Deploy api, targetTag: t, git: g, chart: charts/api, release: api }] }\n      web: { process: [{ kind: helm, name: Deploy web, targetTag: t, git: g, chart: charts/web, release: web }] }\n',
    /^lab\.yaml:4 similar-step another step says nearly the same: also at line 5; .* pattern under `steps`/,
  ],
  [
    'what three projects have alike',
    'spaces:\n  A:\n    projects:\n      a: { lifecycle: S }\n      b: { lifecycle: S }\n  B:\n    projects:\n      c: { lifecycle: S }\n',
    /^lab\.yaml:4 repeated-default `lifecycle` is the same for 3 projects: also at line 5 and line 8; .*`projectDefaults`/,
  ],
  [
    'permissions of two roles',
    'roles:\n  A: { spacePermissions: [ProjectView, ReleaseView, ProcessView, TaskView] }\n  B: { spacePermissions: [ProjectView, ReleaseView, ProcessView, TaskView] }\n',
    /written-twice .* `extends`/,
  ],
  ['a line that is too wide', `lab: ${'x'.repeat(120)}\n`, /^lab\.yaml:1 too-wide the line has 125 columns/],
  ['lines that are too many', 'a: 1\n'.repeat(301).replaceAll('a: 1', '# x'), /^$/],
])('tells %s', (what, text, found) => {
  const all = told(text);

  if (what.startsWith('lines'))
    expect(told(`a: 1\n${text}`).join()).toMatch(/^lab\.yaml:301 too-long the file has 302 lines/);
  else expect(all.join('\n')).toMatch(found);
});

it('compares scripts line by line, also those in files', () => {
  const text =
    'p:\n  - script: { file: a.sh }\n  - script: |\n      echo start\n      kubectl get pods -n x\n      kubectl get nodes -o wide\n\n      kubectl get pvc -A\n      echo end of it\n';
  const beside = '#!/bin/sh\nkubectl get pods -n x\nkubectl get nodes -o wide\nkubectl get pvc -A\necho end of it\n';

  expect(told(text, (path) => (path === 'a.sh' ? beside : undefined))).toEqual([
    'lab.yaml:5 repeated-lines 4 lines of this script are in another one too: also at a.sh:2; keep them in one file, and let both steps name it: script: { file: … }',
  ]);
});
