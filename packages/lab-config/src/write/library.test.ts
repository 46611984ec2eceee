import { expect, it } from 'vitest';
import { loadLab } from '../load/load-lab.ts';
import { fitLab } from './fit-lab.ts';
import { labFileOf } from './lab-file-of.ts';
import { writeLab } from './write-lab.ts';

function fileOf(text: string) {
  const loaded = loadLab({ text, file: 'lab.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return { file: labFileOf(loaded.lab), lab: loaded.lab };
}

it('writes what all spaces have once, what some have once with their names, and what one has in it', () => {
  const { file } = fileOf(`version: 1
lab: Three
shared: { environments: [{ name: Live }] }
spaces:
  A: { lifecycles: { All: { phases: [] }, Two: { phases: [] }, One: { phases: [] } } }
  B: { lifecycles: { All: { phases: [] }, Two: { phases: [] } } }
  C: { lifecycles: { All: { phases: [] }, Two: { description: Another., phases: [] } } }
`);

  expect(file.shared.lifecycles).toEqual({ All: { phases: [] }, Two: { phases: [], spaces: ['A', 'B'] } });
  expect(file.spaces.A).toEqual({ lifecycles: { One: { phases: [] } } });
  expect(file.spaces.B).toEqual({});
  expect(file.spaces.C).toEqual({ lifecycles: { Two: { description: 'Another.', phases: [] } } });
});

it('lets projects use what only their space has', () => {
  const { file, lab } = fileOf(`version: 1
lab: Own
shared: { environments: [{ name: Live }] }
clusters: { here: { context: kind, environments: [Live] } }
spaces:
  A:
    agents: { targetTags: [k8s] }
    lifecycles: { Mine: { phases: [] } }
    gitCredentials: { Robot: { username: robot, password: { env: ROBOT } } }
    repositories: { deploy: { url: "https://a.example/deploy.git", credential: Robot } }
    variableSets: { Common: { variables: { A: 1 } } }
    projects:
      web:
        lifecycle: Mine
        variableSets: [Common]
        channels: { Hotfix: { lifecycle: Mine } }
        process: [{ name: Deploy, kind: helm, targetTag: k8s, git: deploy, chart: c, release: r, namespace: n }]
  B: { variableSets: { Common: { variables: { A: 2 } } } }
`);

  const again = fileOf(writeLab(lab));

  expect(fitLab(lab)).toEqual({ lab, unfit: [] });
  expect(again.lab).toEqual(lab);
  expect(file.spaces.B).toEqual({ variableSets: { Common: { variables: { A: 2 } } } });
});

it('names each repository once, and tells two of one name apart', () => {
  const step = (url: string) =>
    `{ name: Step ${url.length}, kind: helm, targetTag: k8s, git: { url: "${url}" }, chart: c, release: r, namespace: n }`;
  const { file, lab } = fileOf(`version: 1
lab: Git
clusters: { here: { context: kind, environments: [Live] } }
shared: { environments: [{ name: Live }] }
spaces:
  A:
    agents: { targetTags: [k8s] }
    projects:
      web: { process: [${step('https://a.example/deploy.git')}, ${step('git@long.example:deploy')}] }
      api: { process: [${step('https://a.example/deploy.git')}] }
`);

  expect(file.shared.repositories).toEqual({
    deploy: { url: 'https://a.example/deploy.git' },
    'deploy-2': { url: 'git@long.example:deploy' },
  });
  expect(lab.spaces[0]?.projects).toHaveLength(2);
});
