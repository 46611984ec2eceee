import { describe, expect, it } from 'vitest';
import { github } from './github.ts';
import { findNamedTrain, findOpenTrains } from './open-trains.ts';

const workflow_run = { id: 7, repository_id: 1, head_repository_id: 1, head_branch: 'main' };

function artifact(file: string, id: number, standing = 'open') {
  const created_at = `2026-11-20T12:00:${String(id % 60).padStart(2, '0')}Z`;
  return {
    id,
    name: `journal-${standing}--${file}`,
    expired: false,
    created_at,
    workflow_run: { ...workflow_run, id },
  };
}

/** Answers as GitHub does; `asked` holds the paths. */
function repository(options: { artifacts: readonly object[]; path?: string }) {
  const asked: string[] = [];
  const answer: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const path = url.pathname.replace('/repos/acme/trains', '');
    asked.push(path + url.search);
    expect(new Headers(init?.headers).get('authorization')).toBe('Bearer secret');
    if (path === '') return Response.json({ default_branch: 'main', name: 'trains' });
    if (path.endsWith('/artifacts')) {
      const from = (Number(url.searchParams.get('page')) - 1) * 100;
      return Response.json({
        total_count: options.artifacts.length,
        artifacts: options.artifacts.slice(from, from + 100),
      });
    }
    return Response.json({ path: options.path ?? '.github/workflows/train.yml' });
  };
  return {
    asked,
    github: github({ api: 'https://api.github.test', repository: 'acme/trains', token: 'secret', fetch: answer }),
  };
}

describe('open trains', () => {
  it('are found in the newest journals', async () => {
    const { github } = repository({ artifacts: [artifact('friday.yaml', 7), artifact('monday.yaml', 8, 'ended')] });

    expect(await findOpenTrains({ github })).toEqual({
      ok: true,
      trains: [{ file: 'friday.yaml', artifact: 'journal-open--friday.yaml', workflowRun: 7, run: '' }],
    });
  });

  it('are none where there is no journal', async () => {
    expect(await findOpenTrains(repository({ artifacts: [] }))).toEqual({ ok: true, trains: [] });
  });

  it('can be asked for by file', async () => {
    const { github } = repository({ artifacts: [artifact('friday.yaml', 7), artifact('monday.yaml', 8)] });

    expect(await findOpenTrains({ github, file: 'monday.yaml' })).toMatchObject({ trains: [{ file: 'monday.yaml' }] });
  });

  it('are looked for on every page', async () => {
    const other = Array.from({ length: 150 }, (_, index) => ({ ...artifact('x', index), name: 'coverage' }));

    const { github, asked } = repository({ artifacts: [...other, artifact('friday.yaml', 7)] });

    expect(await findOpenTrains({ github })).toMatchObject({ trains: [{ file: 'friday.yaml' }] });
    expect(asked).toContain('/actions/artifacts?per_page=100&page=2');
  });

  it('are not believed when another workflow says so', async () => {
    const artifacts = [artifact('friday.yaml', 7)];

    expect(await findOpenTrains(repository({ artifacts, path: '.github/workflows/ci.yml' }))).toMatchObject({
      trains: [],
    });
    expect(await findOpenTrains(repository({ artifacts, path: '.github/workflows/resume.yml@main' }))).toMatchObject({
      trains: [{}],
    });
  });
});

describe('a train that is named', () => {
  it('is taken from the journal of its workflow run, ended or not', async () => {
    const { github, asked } = repository({ artifacts: [artifact('friday.yaml', 7, 'ended')] });

    expect(await findNamedTrain({ github, workflowRun: '7', run: 'friday-20261120-abcdef' })).toEqual({
      ok: true,
      trains: [
        { file: 'friday.yaml', artifact: 'journal-ended--friday.yaml', workflowRun: 7, run: 'friday-20261120-abcdef' },
      ],
    });
    expect(asked[0]).toMatch('/actions/runs/7/artifacts?');
  });

  it('is refused in words when there is no such journal, or the id is none', async () => {
    const { github, asked } = repository({ artifacts: [] });

    expect(await findNamedTrain({ github, workflowRun: '7', run: '' })).toEqual({
      ok: false,
      message: 'workflow run 7 kept no journal of a train',
    });
    const before = asked.length;
    expect(await findNamedTrain({ github, workflowRun: '7/../8', run: '' })).toMatchObject({ ok: false });
    expect(asked).toHaveLength(before);
  });
});
