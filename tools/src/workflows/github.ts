import type { Artifact } from './journals.ts';

/** One repository on GitHub, as a workflow's own token may read it. */
export interface GitHub {
  /** Artifacts, the newest first; of one workflow run, or of all. */
  artifacts(workflowRun?: string): Promise<readonly Artifact[]>;
  defaultBranch(): Promise<string>;
  /** The path of the workflow that a run belongs to, such as `.github/workflows/train.yml`. */
  workflowPath(workflowRun: number): Promise<string>;
}

/** Journals are kept for 30 days; nobody has more than this many artifacts in that time. */
const mostPages = 20;
const perPage = 100;

/** Reads a repository over GitHub's REST API; throws where GitHub does not answer as expected. */
export function github(options: { api: string; repository: string; token: string; fetch: typeof fetch }): GitHub {
  const base = `${options.api}/repos/${options.repository}`;
  // The shapes are those of GitHub's REST API reference; this runs before anything is installed, so nothing checks them.
  async function get<Shape>(path: string): Promise<Shape> {
    const headers = { authorization: `Bearer ${options.token}`, accept: 'application/vnd.github+json' };
    const response = await options.fetch(`${base}${path}`, { headers });
    if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path || '/'}`);
    return (await response.json()) as Shape;
  }
  return {
    async artifacts(workflowRun) {
      const path = workflowRun === undefined ? '/actions/artifacts' : `/actions/runs/${workflowRun}/artifacts`;
      const all: Artifact[] = [];
      for (let page = 1; page <= mostPages; page++) {
        const { artifacts } = await get<{ artifacts: readonly Artifact[] }>(`${path}?per_page=${perPage}&page=${page}`);
        all.push(...artifacts);
        if (artifacts.length < perPage) break;
      }
      return all;
    },
    defaultBranch: async () => (await get<{ default_branch: string }>('')).default_branch,
    workflowPath: async (run) => (await get<{ path: string }>(`/actions/runs/${run}`)).path,
  };
}
