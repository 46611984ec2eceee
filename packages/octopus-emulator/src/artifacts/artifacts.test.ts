import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { addPaymentsApi, startFinPay } from '../testing/finpay.ts';
import { personWith, userWith } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';

/** payments-api 1.0.0 in Development and Staging, and how to send and read artifacts. */
async function released() {
  const finpay = await startFinPay();
  await addPaymentsApi(finpay);
  const release = await finpay.release('payments-api', '1.0.0');
  const [automatic] = await finpay.automatic(release, 1);
  const deployment = await finpay.promote(release, finpay.environments.staging);
  if (automatic === undefined) throw new Error('Development was not deployed');
  const announce = (Filename: string, ServerTaskId: string) =>
    finpay.send<Schemas['Artifact']>('POST', `${space}/artifacts`, { Filename, ServerTaskId });
  const content = (id: string, body?: Uint8Array<ArrayBuffer>) =>
    finpay.emulator.fetch(
      new Request(`http://octopus${space}/artifacts/${id}/content`, {
        method: body === undefined ? 'GET' : 'PUT',
        headers: { 'X-Octopus-ApiKey': finpay.emulator.administratorKey },
        ...(body === undefined ? {} : { body }),
      }),
    );
  const names = async (query: string) =>
    (await finpay.send<Schemas['ArtifactPage']>('GET', `${space}/artifacts?${query}`)).Items.map(
      (item) => item.Filename,
    );
  return { finpay, release, automatic, deployment, announce, content, names };
}

describe('an artifact', () => {
  it('has no content until bytes are sent, and gives them back untouched', async () => {
    const { announce, content, deployment } = await released();
    const artifact = await announce('report.bin', deployment.TaskId);
    const bytes = new Uint8Array([0, 255, 123, 10, 13, 128, 0]);

    const before = await content(artifact.Id);
    const sent = await content(artifact.Id, bytes);
    const after = await content(artifact.Id);

    expect([before.status, sent.status, after.status]).toEqual([204, 204, 200]);
    expect(after.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await after.arrayBuffer())).toEqual(bytes);
  });

  it('is what the API describes, and says who sent it', async () => {
    const { finpay, announce, deployment } = await released();

    const artifact = await announce('report.html', deployment.TaskId);

    expect(deviations('Artifact', artifact)).toEqual([]);
    expect(deviations('ArtifactPage', await finpay.send('GET', `${space}/artifacts`))).toEqual([]);
    expect(artifact).toMatchObject({
      Source: 'Uploaded by admin',
      Links: { Content: `${space}/artifacts/${artifact.Id}/content` },
    });
  });

  it('is found by everything that its task is about', async () => {
    const { finpay, release, automatic, deployment, announce, names } = await released();
    await announce('development.txt', automatic.TaskId);
    await announce('staging.txt', deployment.TaskId);

    for (const id of [deployment.TaskId, deployment.Id, finpay.environments.staging]) {
      expect([id, await names(`regarding=${id}`)]).toEqual([id, ['staging.txt']]);
    }
    for (const id of [release.Id, release.ProjectId]) {
      expect([id, await names(`regarding=${id}`)]).toEqual([id, ['staging.txt', 'development.txt']]);
    }
    expect(await names('regarding=Tenants-1')).toEqual([]);
    expect(await names('order=asc')).toEqual(['development.txt', 'staging.txt']);
    expect(await names('partialName=DEVEL')).toEqual(['development.txt']);
  });

  it('is renamed without losing its content or its task', async () => {
    const { finpay, announce, content, deployment, automatic } = await released();
    const artifact = await announce('a.txt', deployment.TaskId);
    await content(artifact.Id, new TextEncoder().encode('hello'));

    const renamed = await finpay.send<Schemas['Artifact']>('PUT', `${space}/artifacts/${artifact.Id}`, {
      ...artifact,
      Filename: 'b.txt',
      ServerTaskId: automatic.TaskId,
    });

    expect(renamed).toMatchObject({ Filename: 'b.txt', ServerTaskId: deployment.TaskId });
    expect(await (await content(artifact.Id)).text()).toBe('hello');
  });

  it('goes with its content, by itself or with its release', async () => {
    const { finpay, release, announce, content, deployment } = await released();
    const [first, second] = [await announce('a.txt', deployment.TaskId), await announce('b.txt', deployment.TaskId)];
    await content(first.Id, new TextEncoder().encode('hello'));
    await content(second.Id, new TextEncoder().encode('hello'));

    await finpay.send('DELETE', `${space}/artifacts/${first.Id}`);
    expect((await finpay.ask('GET', `${space}/artifacts/${first.Id}`)).status).toBe(404);
    await finpay.send('DELETE', `${space}/releases/${release.Id}`);

    const { store } = finpay.emulator.world;
    expect([store.all('Artifacts'), store.all('ArtifactContents')]).toEqual([[], []]);
  });

  it('is refused without a name, without a task, and for a task of another space', async () => {
    const { finpay, deployment } = await released();
    const errors = async (body: object) => (await finpay.ask('POST', `${space}/artifacts`, body)).body.Errors;

    expect(await errors({ ServerTaskId: deployment.TaskId })).toEqual(['Filename: a file name is required']);
    expect(await errors({ Filename: 'a.txt' })).toEqual([
      'An artifact needs the task that it belongs to: ServerTaskId.',
    ]);
    expect(await errors({ Filename: 'a.txt', ServerTaskId: 'ServerTasks-99' })).toEqual([
      "The task 'ServerTasks-99' does not exist in this space.",
    ]);
  });
});

describe('who may do what with artifacts', () => {
  it('is asked where the task worked', async () => {
    const { finpay, announce, automatic, deployment } = await released();
    const { emulator } = finpay;
    const as = (username: string) => personWith(emulator, emulator.keyOf(username) ?? '');
    const admin = personWith(emulator, emulator.administratorKey);
    const nina = await userWith(
      { admin, as },
      {
        username: 'nina',
        space: ['ArtifactView', 'ArtifactCreate'],
        restrictions: { EnvironmentIds: [finpay.environments.staging] },
      },
    );
    const hidden = await announce('development.txt', automatic.TaskId);
    const seen = await announce('staging.txt', deployment.TaskId);

    const listed = await nina.get(`${space}/artifacts`);

    expect(listed.body.Items.map(({ Id }) => Id)).toEqual([seen.Id]);
    expect((await nina.get(`${space}/artifacts/${hidden.Id}`)).status).toBe(403);
    const wanted = { Filename: 'x.txt', ServerTaskId: automatic.TaskId };
    expect((await nina.post(`${space}/artifacts`, wanted)).status).toBe(403);
    expect((await nina.post(`${space}/artifacts`, { ...wanted, ServerTaskId: deployment.TaskId })).status).toBe(201);
    const renamed = await nina.put(`${space}/artifacts/${seen.Id}`, { Filename: 'y.txt' });
    const removed = await nina.remove(`${space}/artifacts/${seen.Id}`);
    expect([renamed, removed].map(({ status, body }) => [status, /Artifact\w+/.exec(body.ErrorMessage)?.[0]])).toEqual([
      [403, 'ArtifactEdit'],
      [403, 'ArtifactDelete'],
    ]);
  });
});
