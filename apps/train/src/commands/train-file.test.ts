import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTrainFile } from './train-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-file-'));
  await mkdir(join(folder, 'own'));
  await writeFile(join(folder, 'own', 'friday.yaml'), 'own friday');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function find(name: string) {
  return findTrainFile({ name, cwd: folder, trains: join(folder, 'own') });
}

describe('a train file', () => {
  it('is found among our own trains, also without its ending', async () => {
    expect(await find('friday.yaml')).toMatchObject({ text: 'own friday' });
    expect(await find('friday')).toMatchObject({ text: 'own friday' });
  });

  it('of the folder where the user stands comes first, then that of its trains folder', async () => {
    await mkdir(join(folder, 'trains'));
    await writeFile(join(folder, 'trains', 'friday.yaml'), 'theirs, in trains');
    expect(await find('friday.yaml')).toEqual({ name: join('trains', 'friday.yaml'), text: 'theirs, in trains' });

    await writeFile(join(folder, 'friday.yaml'), 'theirs');
    expect(await find('friday.yaml')).toEqual({ name: 'friday.yaml', text: 'theirs' });
  });

  it('is no folder, however it is called', async () => {
    await mkdir(join(folder, 'dir.yaml'));

    expect(await find('dir.yaml')).toHaveProperty('tried');
    expect(await find('.')).toHaveProperty('tried');
    expect(await find('')).toHaveProperty('tried');
  });

  it('that is nowhere: a train or a command that may have been meant is suggested', async () => {
    expect(await find('fridya.yaml')).toMatchObject({ suggestion: 'friday.yaml' });
    expect(await find('fridya')).toMatchObject({ suggestion: 'friday' });
    expect(await find('stauts')).toMatchObject({ suggestion: 'status' });
    expect(await find('something-else')).toMatchObject({ suggestion: undefined });
  });

  it('that is nowhere: every place that was tried is named', async () => {
    expect(await find('monday')).toMatchObject({
      tried: expect.arrayContaining([join(folder, 'monday.yaml'), join(folder, 'own', 'monday.yml')]),
    });
  });
});
