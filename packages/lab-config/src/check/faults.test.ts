import { describe, expect, it } from 'vitest';
import { loadLab } from '../load/load-lab.ts';
import { fullLab } from './full-lab.test-data.ts';

function problemsOf(text: string) {
  const loaded = loadLab({ text, file: 'full.yaml', read: (path) => (path === 'check.sh' ? 'echo\n' : undefined) });
  return loaded.ok ? [] : loaded.problems;
}

it('finds nothing wrong in a lab that is right', () => {
  expect(problemsOf(fullLab)).toEqual([]);
});

/** What is spoilt, the code that must be told, and the word of the spoilt line that the place must be at. */
const faults: [code: string, right: string, wrong: string, at: string, hint?: string][] = [
  // what a file may say at all
  ['unknown-key', 'policies:', 'polices:', 'polices', 'did you mean `policies`?'],
  [
    'unknown-key',
    'tenantTags: [Hosting/Own] }',
    'tennantTags: [Hosting/Own] }',
    'tennantTags',
    'did you mean `tenantTags`?',
  ],
  ['unknown-key', '{ use: service, name: Deploy }', '{ use: service, name: Deploy, script: x }', 'x }'],
  ['missing-kind', '{ use: service, name: Deploy }', '{ name: Deploy, chart: x }', '{ name: Deploy'],
  ['missing-key', 'kind: helm, targetTag: shop-k8s, git', 'kind: helm, git', '{ use: service'],
  ['invalid-value', 'Shared: {}', 'Shared: { color: red }', 'red'],
  ['invalid-value', 'type: helm', 'type: hlm', 'hlm', 'did you mean `helm`?'],
  // names that nothing answers to
  ['unknown-step-pattern', 'use: service', 'use: servise', 'servise', 'did you mean `service`?'],
  ['unknown-repository', 'git: deploy', 'git: deploi', 'deploi', 'did you mean `deploy`?'],
  ['unknown-target-tag', 'kind: helm, targetTag: shop-k8s', 'kind: helm, targetTag: shop-k9s', 'shop-k9s'],
  ['unknown-lifecycle', '{ lifecycle: Standard }', '{ lifecycle: Standart }', 'Standart', 'did you mean `Standard`?'],
  ['unknown-space', 'spaces: [Shop], url', 'spaces: [Shopp], url', 'Shopp', 'did you mean `Shop`?'],
  ['unknown-feed', 'feed: Registry', 'feed: Registri', 'Registri', 'did you mean `Registry`?'],
  ['unknown-environment', '"Development, Production": kafka', '"Development, Prod": kafka', 'kafka }'],
  ['unknown-environment', 'approval: [Production]', 'approval: [Prodution]', 'Prodution'],
  ['unknown-policy', 'handles: [pii]', 'handles: [pi]', 'pi]', 'did you mean `pii`?'],
  ['unknown-tag', 'tags: [Hosting/Own]', 'tags: [Hosting/Owned]', 'Hosting/Owned', 'did you mean `Hosting/Own`?'],
  ['unknown-tag', 'tags: [Hosting/Shared] }\n    tenants', 'tags: [Hosting/Shard] }\n    tenants', 'Hosting/Shard'],
  ['unknown-tag', 'tenantTags: [Hosting/Own] }', 'tenantTags: [Own] }', 'Own] }'],
  ['unknown-tag', 'tenantTags: [Hosting/Shared] }', 'tenantTags: [Hosting/Sharde] }', 'Hosting/Sharde'],
  ['unknown-template', 'values: { Region: us }', 'values: { Region: us, Regoin: x }', 'x }', 'did you mean `Region`?'],
  ['unknown-step-or-package', 'packages: [Check]', 'packages: [Chekc]', 'Chekc', 'did you mean `Check`?'],
  ['unknown-step-or-package', 'packages: [Check]', 'packages: [Check/img]', 'Check/img'],
  ['unknown-role-of-this-file', 'extends: [Looker]', 'extends: [Loker]', 'Loker', 'did you mean `Looker`?'],
  ['unknown-permission', 'ProjectView ReleaseView', 'ProjectView RelaseView', 'ProjectView RelaseView'],
  ['unknown-cluster', 'targetTags: [shop-k8s], m', 'targetTags: [shop-k8s], clusters: [prod, dve], m', 'dve'],
  [
    'not-a-context-of-kind',
    'prod: { context: kind-prod,',
    'prod: { provider: kind, context: prod,',
    'prod, env',
    'write kind-prod, or another provider',
  ],
  // names that a server takes for one
  ['duplicate-name', 'Charts:', 'registry:', '{ type'],
  ['duplicate-name', 'Own: {}', 'SHARED: {}', '{} }'],
  ['duplicate-name', '  prod: { context', '  DEV: { context', '{ context: kind-prod'],
  ['duplicate-name', 'Looker: {', 'watcher: {', '{ extends'],
  ['duplicate-name', 'Bolt:', 'ACME:', '{ tags'],
  // rules that go across
  ['template-without-value', 'values: { Region: us }', 'values: { Colour: us }', '{ values'],
  ['common-by-environment', 'Region: us', 'Region: { Development: us }', '{ Development: us }'],
  ['not-connected', 'variableSets: [Common]', 'variableSets: []', '{ Region: eu'],
  ['without-approval', 'environments: [Production], instructions', 'environments: [Development], instructions', 'pii]'],
  ['without-approval', 'required: true', 'disabled: true, required: true', 'pii]'],
  ['without-approval', 'kind: manual, required: true', 'kind: manual', 'pii]'],
  ['without-approval', 'required: true,', 'required: true, channels: [Hotfix],', 'pii]'],
  ['no-target', 'targetTags: [shop-k8s], m', 'targetTags: [shop-k8s], clusters: [dev], m', 'shop-k8s, git'],
  ['untenanted-agents', 'multiTenancy: tenantedOrUntenanted, tenantTags', 'tenantTags', '[Hosting/Shared] }'],
  ['invalid-range', '"[1.0,2.0)"', '"[2.0,1.0)"', '"[2.0,1.0)"'],
  ['invalid-pattern', '^hotfix', '"(hotfix"', '"(hotfix"'],
  ['empty-rule', '{ versions: "[1.0,2.0)", preRelease: ^hotfix, packages', '{ packages', '{ packages'],
  ['step-without-package', 'packages: [Check]', 'packages: [Deploy]', 'Deploy]'],
  ['ambiguous-package', '{ image: {', '{ more: { feed: Registry }, image: {', 'Check] }'],
  ['password-alone', 'username: full, password: { env: REG', 'password: { env: REG', '{ env: REG'],
  ['not-of-this-feed', 'type: helm,', 'type: helm, apiVersion: v2,', 'v2'],
  ['circular-role', 'Looker: { ', 'Looker: { extends: [Watcher], ', '[Watcher]'],
  ['pattern-and-value', '{ pattern: ', '{ value: x, pattern: ', '"web-{env'],
  [
    'environment-twice',
    '"Development, Production": kafka',
    '"Development, Production": kafka, Production: x',
    'kafka, Production',
  ],
  ['script-not-found', 'file: check.sh', 'file: chekc.sh', 'chekc.sh'],
  ['file-outside', 'file: check.sh', 'file: ../check.sh', '../check.sh'],
];

describe('one fault', () => {
  it.each(faults)('%s: %s written as %s', (code, right, wrong, at, hint) => {
    expect(fullLab.split(right)).toHaveLength(2);
    const text = fullLab.replace(right, () => wrong);

    const told = problemsOf(text).find((problem) => problem.code === code);

    const line = text.split('\n')[(told?.line ?? 0) - 1] ?? '';
    expect(problemsOf(text).map((problem) => problem.code)).toContain(code);
    expect(line.slice((told?.column ?? 0) - 1)).toMatch(new RegExp(`^${at.replaceAll(/[[\](){}.*+?^$|\\]/g, '\\$&')}`));
    if (hint) expect(told?.hint).toBe(hint);
  });
});

it('tells twenty faults of one file at once, each at its place', () => {
  const twenty: readonly (readonly [right: string, wrong: string])[] = [
    ['environments: [Production] }\nshared', 'environments: [Production, Prod] }\nshared'],
    ['credential: GitHub', 'credential: GitHbu'],
    ['spaces: [Shop], url', 'spaces: [Shpo], url'],
    ['type: helm', 'type: helmet'],
    ['Shared: {}', 'Shared: { color: blue }'],
    ['Region: {}', 'Region: { defualt: eu }'],
    ['{ lifecycle: Standard }', '{ lifecycle: Standrad }'],
    ['approval: [Production]', 'approval: [Prod]'],
    ['git: deploy', 'git: deplyo'],
    ['tenantTags: [Hosting/Shared]', 'tenantTags: [Hosting/Sharde]'],
    ['variableSets: [Common]', 'variableSets: [Comon]'],
    ['handles: [pii]', 'handles: [pi]'],
    ['"[1.0,2.0)"', '"[1.0,2.0"'],
    ['preRelease: ^hotfix', 'preRelease: "["'],
    ['packages: [Check]', 'packages: [Chekc]'],
    ['environments: [Production], instructions', 'environments: [Produktion], instructions'],
    ['file: check.sh', 'file: chekc.sh'],
    ['tags: [Hosting/Own]', 'tags: [Hosting/Ownn]'],
    ['members: [Ann]', 'members: [Anna]'],
    ['extends: [Looker]', 'extends: [Lookre]'],
  ];
  const text = twenty.reduce((before, [right, wrong]) => {
    if (before.split(right).length !== 2) throw new Error(`not exactly once: ${right}`);
    return before.replace(right, () => wrong);
  }, fullLab);

  const problems = problemsOf(text);

  const spoilt = twenty.map(([, wrong]) => text.slice(0, text.indexOf(wrong)).split('\n').length);
  expect(new Set(problems.map(({ line }) => line))).toEqual(new Set(spoilt));
  expect(problems.length).toBeGreaterThanOrEqual(20);
  expect(problems.every(({ code, message }) => /^[a-z-]+$/.test(code) && message !== '')).toBe(true);
});
