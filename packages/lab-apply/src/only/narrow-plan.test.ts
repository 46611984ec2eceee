import { expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { applyPlan } from '../apply/apply-plan.ts';
import type { Address } from '../kinds/item.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { narrowPlan } from './narrow-plan.ts';

const [lab, secrets] = [shopLab(), shopSecrets()];
const title = ({ kind, name }: Address) => `${kind} ${name}`;

function only(...titles: readonly string[]) {
  return (address: Address) => titles.includes(title(address));
}

it('brings along what selected things need and the server lacks, and that alone can be carried out', async () => {
  const { client } = await startLabServer();
  const whole = await planLab({ client, lab });

  const { plan, needed } = narrowPlan(whole, only('deployment process web'));
  const result = await applyPlan({ client, plan, secrets });

  expect(needed.map(({ change }) => title(change)).toSorted()).toEqual([
    'environment Development',
    'environment Production',
    'git credential Forge',
    'library variable set Common',
    'lifecycle Standard',
    'project group Fronts',
    'project web',
    'space Shop',
    'team Owners',
    'user ann',
  ]);
  expect(result).toMatchObject({ ok: true, written: 11 });
  const left = await planLab({ client, lab });
  expect(left.writes.map(({ change }) => title(change))).not.toContain('deployment process web');
  expect(left.writes.map(({ change }) => title(change))).toContain('tenant Acme');
});

it('needs nothing that is there already, and counts only what is selected', async () => {
  const { client } = await startLabServer();
  await applyLab({ client, lab, secrets });
  const level = (value: string) => ({
    ...lab,
    spaces: lab.spaces.map((space) => ({
      ...space,
      environments: space.environments.map((one) => ({ ...one, description: value })),
      projects: space.projects.map((project) => ({ ...project, description: value })),
    })),
  });
  const whole = await planLab({ client, lab: level('new') });

  const { plan, needed } = narrowPlan(whole, only('project web', 'tenant Acme'));

  expect(plan.writes.map(({ change }) => title(change))).toEqual(['project web']);
  expect([plan.unchanged, needed]).toEqual([1, []]);
});

it('makes the picture of a runbook only after what it is a picture of', async () => {
  const { client } = await startLabServer();
  await applyLab({ client, lab, secrets });
  const changed = {
    ...lab,
    spaces: lab.spaces.map((space) => ({
      ...space,
      projects: space.projects.map((project) => ({
        ...project,
        variables: project.variables.map((one) => (one.name === 'Level' ? { ...one, value: 'debug' } : one)),
      })),
    })),
  };
  const whole = await planLab({ client, lab: changed });

  const { plan, needed } = narrowPlan(whole, only('published runbook web / Restart'));
  await applyPlan({ client, plan, secrets });

  expect(needed.map(({ change }) => title(change))).toEqual(['project variables web']);
  expect((await planLab({ client, lab: changed })).writes).toEqual([]);
});
