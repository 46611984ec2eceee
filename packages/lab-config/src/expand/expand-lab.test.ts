import { describe, expect, it } from 'vitest';
import { fullLab } from '../check/full-lab.test-data.ts';
import { loadLab } from '../load/load-lab.ts';
import type { Lab } from '../model/lab.ts';

function labOf(text: string, read: (path: string) => string | undefined = () => 'echo\n'): Lab {
  const loaded = loadLab({ text, file: 'full.yaml', read });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.lab;
}

function web(text: string, read?: (path: string) => string | undefined) {
  const project = labOf(text, read).spaces[0]?.projects[0];
  if (!project) throw new Error('the lab has a project');
  return project;
}

describe('a pattern of steps', () => {
  it('says what the step does not', () => {
    expect(web(fullLab).process[1]).toMatchObject({
      kind: 'helm',
      name: 'Deploy',
      chart: 'charts/web',
      release: 'web',
      git: { url: 'https://example.com/deploy.git' },
    });
  });

  it('gives way to the step, and leaves what belongs to the server and to shells', () => {
    const text = fullLab
      .replace('namespace: x }', `namespace: '#{project}-\${project}-{agents.tag}-{space.name}' }`)
      .replace('use: service, name: Deploy', 'use: service, name: Deploy, release: own');

    expect(web(text).process[1]).toMatchObject({ release: 'own', namespace: `#{project}-\${project}-shop-k8s-Shop` });
  });

  it('is to blame for its own mistakes, and the step for its', () => {
    const wrong = (right: string, by: string) => {
      const text = fullLab.replace(right, by);
      const loaded = loadLab({ text, file: 'f', read: () => 'echo' });
      const [problem] = loaded.ok ? [] : loaded.problems;
      return text.split('\n')[(problem?.line ?? 0) - 1]?.trim().slice(0, 12);
    };

    expect(wrong('git: deploy', 'git: other')).toBe('service: { k');
    expect(wrong('name: Deploy }', 'name: Deploy, git: other }')).toBe('- { use: ser');
  });
});

it('reads scripts from files beside the lab file, whatever ends their lines', () => {
  const step = web(fullLab, (path) => (path === 'check.sh' ? 'one\r\ntwo\r\n' : undefined)).process[2];

  expect(step).toMatchObject({ kind: 'script', script: 'one\ntwo\n' });
});

it('makes a value per environment of a pattern, and of a key that names several', () => {
  const [space] = labOf(fullLab).spaces;
  const values = (list: readonly { scope: { environments: readonly string[] }; value: unknown }[] = []) =>
    list.map(({ scope, value }) => [...scope.environments, value]);

  expect(values(space?.projects[0]?.variables)).toEqual([
    ['Development', 'web-dev'],
    ['Production', 'web-prod'],
  ]);
  expect(values(space?.variableSets[0]?.variables)).toEqual([
    ['Development', 'kafka'],
    ['Production', 'kafka'],
  ]);
});

it('gives projects what they do not say themselves', () => {
  const standard = '    Standard: { phases';
  const own = fullLab
    .replace(standard, `    Other: { phases: [] }\n${standard}`)
    .replace('        handles: [pii]', '        handles: [pii]\n        lifecycle: Other');

  expect([web(fullLab).lifecycle, web(own).lifecycle]).toEqual(['Standard', 'Other']);
});

it('gives roles the permissions of those that they extend, also of texts', () => {
  expect(labOf(fullLab).roles.map(({ name, spacePermissions }) => [name, spacePermissions])).toEqual([
    ['Looker', ['ProjectView', 'ReleaseView']],
    ['Watcher', ['TaskView', 'ProjectView', 'ReleaseView']],
  ]);
});

it('keeps to the spaces that something shared is for', () => {
  const text = fullLab.replace('people:', '  Other: {}\npeople:');

  expect(labOf(text).spaces.map(({ feeds }) => feeds.map(({ name }) => name))).toEqual([
    ['Registry', 'Charts'],
    ['Charts'],
  ]);
});

it('lets a space have its own in place of what is shared', () => {
  const text = fullLab.replace(
    'people:',
    '  Other: { feeds: { Charts: { type: oci, url: https://own.example } } }\npeople:',
  );

  expect(labOf(text).spaces[1]?.feeds).toMatchObject([{ name: 'Charts', type: 'oci', url: 'https://own.example' }]);
});
