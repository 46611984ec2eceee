import { describe, expect, it } from 'vitest';
import { startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

interface Frozen {
  readonly Id: string;
}

type Sets = readonly { readonly OwnerId: string; readonly Variables: readonly { Name: string; Value: string }[] }[];

async function withRelease() {
  const finpay = await startFinPay();
  const project = await finpay.createProject('web');
  await finpay.putVariables(project.VariableSetId, [
    { Name: 'Replicas', Value: '1' },
    { Name: 'Image', Value: 'old' },
  ]);
  const release = await finpay.send<Frozen>('POST', `${space}/releases`, { ProjectId: project.Id, Version: '1.0.0' });
  await finpay.putVariables(project.VariableSetId, [
    { Name: 'Replicas', Value: '2' },
    { Name: 'Image', Value: 'new' },
    { Name: 'Extra', Value: 'x' },
  ]);
  async function values(): Promise<string[]> {
    const sets = await finpay.send<Sets>('GET', `${space}/projects/${project.Id}/releases/${release.Id}/variables`);
    return (sets[0]?.Variables ?? []).map(({ Name, Value }) => `${Name}=${Value}`).sort();
  }
  const path = `${space}/releases/${release.Id}/snapshot-variables-by-name`;
  return { ...finpay, project, release, values, path };
}

describe('variables of a release', () => {
  it('stay as they were frozen, but for those taken anew by name', async () => {
    const { send, project, values, path } = await withRelease();
    expect(await values()).toEqual(['Image=old', 'Replicas=1']);

    await send('POST', path, { Variables: [{ Name: 'replicas', OwnerId: project.Id }] });
    expect(await values()).toEqual(['Image=old', 'Replicas=2']);

    await send('POST', path, { Variables: [{ Name: 'Extra', OwnerId: project.Id }] });
    expect(await values()).toEqual(['Extra=x', 'Image=old', 'Replicas=2']);
  });

  it('that nobody knows are refused', async () => {
    const { ask, project, path } = await withRelease();

    const refused = await ask('POST', path, { Variables: [{ Name: 'Nothing', OwnerId: project.Id }] });

    expect(refused.body.Errors).toEqual([`There is no variable 'Nothing' of '${project.Id}'.`]);
  });
});
