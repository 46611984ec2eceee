import { expect, it } from 'vitest';
import { createIdMap } from './ids.ts';

it('puts ids of the other server where those of the recording stood', () => {
  const ids = createIdMap();
  ids.learn(
    { Id: 'Projects-41', VariableSetId: 'variableset-Projects-41' },
    { Id: 'Projects-1', VariableSetId: 'variableset-Projects-1' },
  );
  ids.learn(
    {
      Items: [
        { Name: 'Staging', Id: 'Environments-8' },
        { Name: 'Production', Id: 'Environments-9' },
      ],
    },
    {
      Items: [
        { Name: 'Production', Id: 'Environments-2' },
        { Name: 'Staging', Id: 'Environments-1' },
      ],
    },
  );

  expect(ids.target('/api/Spaces-1/projects/Projects-41/x?environments=Environments-8,Environments-9')).toBe(
    `/api/Spaces-1/projects/Projects-1/x?${new URLSearchParams({ environments: 'Environments-1,Environments-2' })}`,
  );
  expect(
    ids.json({ ProjectEnvironments: { 'Projects-41': ['Environments-9'] }, Set: 'variableset-Projects-41' }),
  ).toEqual({
    ProjectEnvironments: { 'Projects-1': ['Environments-2'] },
    Set: 'variableset-Projects-1',
  });
});

it('tells which ids no answer has named', () => {
  const ids = createIdMap();
  ids.learn({ Id: 'Releases-7' }, { Id: 'Releases-1' });

  const body = { json: { ReleaseId: 'Releases-7', EnvironmentId: 'Environments-3' } };

  expect(ids.unknown({ target: '/api/Spaces-9/deployments', body })).toEqual(['Spaces-9', 'Environments-3']);
});
