import { expect, test } from 'vitest';
import { loadLab } from '../load/load-lab.ts';
import { deployHistory } from './deploy-history.ts';
import { finpayLab } from './finpay-lab.ts';
import { fridayMorning } from './friday-morning.ts';

function standing(project: string): readonly string[] {
  const release = fridayMorning.releases.find((one) => one.project === project);
  return (release?.stands ?? []).map(({ environment, tenant = '-', automatic }) => {
    return `${tenant} ${environment}${automatic ? ' by itself' : ''}`;
  });
}

const everywhere = ['Development by itself', 'Staging', 'Production'];

test.each([
  ['payments-api', everywhere.map((environment) => `- ${environment}`)],
  ['fraud-detector', everywhere.map((environment) => `- ${environment}`)],
  ['kyc-service', ['- Development by itself', '- Staging']],
  [
    'merchant-portal',
    [
      '- Development by itself',
      ...everywhere.map((environment) => `Acme Corp ${environment}`),
      ...everywhere.map((environment) => `EuroShop ${environment}`),
    ],
  ],
])('%s stands where the lab leaves it', (project, stands) => {
  expect(standing(project)).toEqual(stands);
});

test('names only what FinPay has', () => {
  const loaded = loadLab(finpayLab);
  const projects = loaded.ok
    ? loaded.lab.spaces.flatMap((space) => space.projects.map((project) => `${space.name}/${project.name}`))
    : [];

  for (const { space, project, gitRef } of fridayMorning.releases) {
    expect(projects).toContain(`${space}/${project}`);
    expect(deployHistory.map((commit) => commit.tag)).toContain(gitRef);
  }
});
