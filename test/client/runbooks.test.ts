import { OctopusInvalidRequestError } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { openLab, rejection } from './lab-client.ts';

const migration = { project: 'payments-api', runbook: 'run db migration', environments: ['Development'] } as const;
const variables = { MigrationName: 'V1.2__add_refund_column' };
const posts = (asked: readonly string[]) => asked.filter((each) => each.startsWith('POST'));

async function open(plan?: string) {
  const world = await openLab(plan);
  const client = world.as('admin');
  return { world, client, space: await client.space('Payments') };
}

describe('running a runbook', () => {
  it('runs the published snapshot, with what it asks for', async () => {
    const { world, client, space } = await open();

    const made = await space.runbooks.run({ ...migration, variables });

    const [result] = await client.tasks.wait({ taskIds: made.taskIds });
    expect(result).toMatchObject({ outcome: 'completed', task: { State: 'Success' } });
    const stored = world.server.store().get('RunbookRuns', made.runs[0]?.runbookRunId ?? '');
    expect(stored).toMatchObject({ RunbookSnapshotId: made.snapshotId, PromptedValues: variables });
  });

  it('is refused before it is sent when a required value is missing', async () => {
    const { world, space } = await open();

    const error = await rejection(space.runbooks.run(migration));

    expect(error).toBeInstanceOf(OctopusInvalidRequestError);
    expect(error).toMatchObject({
      message:
        'the run of Run DB Migration of payments-api was not asked for: Development needs a value for the variable "MigrationName" ("Migration name")',
    });
    expect(posts(world.asked)).toEqual([]);
  });

  it('runs a snapshot by its name, and tells which comes close', async () => {
    const { space } = await open();
    const project = await space.projects.get('payments-api');
    const runbook = await space.runbooks(project.Id).get('Run DB Migration');
    const snapshotId = runbook.PublishedRunbookSnapshotId ?? '';

    const byId = await space.runbooks.run({ ...migration, variables, snapshot: snapshotId });
    const error = await rejection(space.runbooks.run({ ...migration, variables, snapshot: 'no such thing' }));

    expect(byId.snapshotId).toBe(snapshotId);
    expect(error).toMatchObject({ kind: 'snapshot', asked: 'no such thing' });
  });

  it('is refused when nothing is published', async () => {
    const { client, space } = await open();
    const project = await space.projects.get('fraud-detector');
    await space.runbooks(project.Id).all();
    await client.api.POST('/api/{spaceId}/runbooks', {
      params: { path: { spaceId: space.id } },
      body: { Name: 'Warm the Cache', ProjectId: project.Id },
    });

    const error = await rejection(
      space.runbooks.run({ project: 'fraud-detector', runbook: 'Warm the Cache', environments: ['Staging'] }),
    );

    expect(error).toMatchObject({ problems: [{ kind: 'no-snapshot', name: 'Warm the Cache' }] });
  });

  it.each(['{ drop: after }', '{ writeLater: 4s }'])(
    'whose answer gets lost (%s) is found, and not sent again',
    async (deed) => {
      const route = 'POST /api/*/runbook-runs/create/v1';
      const { world, client, space } = await open(`- { match: { route: "${route}" }, do: ${deed}, times: 1 }`);

      const made = await space.runbooks.run({ ...migration, variables });

      expect(made).toMatchObject({ how: 'found-after-lost-answer' });
      expect(posts(world.asked)).toHaveLength(1);
      expect(await client.tasks.wait({ taskIds: made.taskIds })).toMatchObject([{ outcome: 'completed' }]);
    },
  );
});
