import { appendFile } from 'node:fs/promises';
import process from 'node:process';
import { github } from './github.ts';
import { findNamedTrain, findOpenTrains } from './open-trains.ts';

process.exitCode = await main();

/**
 * For the workflows: finds trains to go on with and writes them to `GITHUB_OUTPUT` as `trains` (JSON), `count`, and the first one's `artifact` and
 * `workflow-run`. `FILE` narrows it to one train file; `WORKFLOW_RUN` and `RUN` name one train.
 */
async function main(): Promise<number> {
  const {
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: repository,
    GITHUB_TOKEN: token,
    GITHUB_OUTPUT: output,
  } = process.env;
  if (!api || !repository || !token || !output) {
    console.error(
      'this runs in a workflow: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_OUTPUT are not all set',
    );
    return 64;
  }
  const { FILE: file, WORKFLOW_RUN: workflowRun, RUN: run } = process.env;
  if (run && !workflowRun) {
    console.error('::error title=Which journal?::Name the workflow run that kept the journal of this run, too');
    return 64;
  }
  const hub = github({ api, repository, token, fetch });
  const finding = workflowRun
    ? await findNamedTrain({ github: hub, workflowRun, run: run ?? '' })
    : await findOpenTrains({ github: hub, file: file || undefined });
  if (!finding.ok) {
    console.error(`::error title=No such train::${finding.message}`);
    return 1;
  }
  const { trains } = finding;
  const [first] = trains;
  const lines = [
    `trains=${JSON.stringify(trains)}`,
    `count=${trains.length}`,
    `artifact=${first?.artifact ?? ''}`,
    `workflow-run=${first?.workflowRun ?? ''}`,
  ];
  await appendFile(output, `${lines.join('\n')}\n`);
  for (const { file, artifact, workflowRun } of trains)
    console.log(`${file}: ${artifact} of workflow run ${workflowRun}`);
  if (trains.length === 0) console.log('no open train');
  return 0;
}
