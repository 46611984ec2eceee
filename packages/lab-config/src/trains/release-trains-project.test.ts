import { expect, test } from 'vitest';
import { releaseTrainsProject } from './release-trains-project.ts';

const project = releaseTrainsProject({ teams: ['Risk Team', 'Legal'] });
const runbook = project.runbooks[0];

test('asks each team with a step of its own, chosen by the prompted team', () => {
  const steps = runbook?.process.map((step) => [
    step.name,
    step.kind === 'manual' && step.responsibleTeams,
    step.condition,
    step.runIf,
  ]);

  expect(steps).toEqual([
    ['Approval of Risk Team', ['Risk Team'], 'variable', '#{if Train.Team == "Risk Team"}true#{/if}'],
    ['Approval of Legal', ['Legal'], 'variable', '#{if Train.Team == "Legal"}true#{/if}'],
  ]);
});

test('runs the approval anywhere, without tenants', () => {
  expect(runbook).toMatchObject({ name: 'Train Approval', environmentScope: 'all', multiTenancy: 'untenanted' });
});

test('prompts for what the approver must know, at the approval only', () => {
  const prompts = project.variables.map(({ name, scope, prompt }) => [name, scope.runbooks, prompt?.required]);

  expect(prompts).toEqual(
    ['Team', 'Run', 'Car', 'Environment', 'Release', 'Requester', 'Plan'].map((name) => [
      `Train.${name}`,
      ['Train Approval'],
      true,
    ]),
  );
});

test('tells the approver everything that was prompted for', () => {
  for (const step of runbook?.process ?? []) {
    const instructions = step.kind === 'manual' ? step.instructions : '';
    for (const { name } of project.variables) expect(instructions).toContain(`#{${name}}`);
  }
});

test('has a process of one step that needs no target, on the lifecycle that deploys nothing by itself', () => {
  expect(project.lifecycle).toBe('Default Lifecycle');
  expect(project.process).toHaveLength(1);
  expect(project.process[0]).toMatchObject({ kind: 'script', condition: 'success' });
  expect(project.process[0]).not.toHaveProperty('targetTag');
});

test('takes another name for the project', () => {
  expect(releaseTrainsProject({ teams: ['Risk Team'], name: 'Trains' }).name).toBe('Trains');
});
