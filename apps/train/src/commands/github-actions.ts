import { appendFile } from 'node:fs/promises';
import { reportModel, type Whereabouts } from '../report/model.ts';
import type { RunRecord } from '../report/run-record.ts';
import { annotations, jobSummary, outputLines } from '../view/github.ts';
import type { Look } from '../view/look.ts';
import type { Desk } from './desk.ts';

/**
 * In GitHub Actions: annotations beside the job, a job summary, and outputs for later steps. Annotations go to stderr, where GitHub reads them
 * too, so that stdout stays what it is. Elsewhere nothing.
 */
export async function tellGitHub(options: {
  at: Desk;
  record: RunRecord;
  where: Partial<Whereabouts>;
  look: Look;
}): Promise<void> {
  const { at, record, where, look } = options;
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = at.context.env;
  if (GITHUB_ACTIONS !== 'true') return;
  const report = reportModel(record, where);
  for (const line of annotations({ record, report, look })) at.say(line);
  if (GITHUB_STEP_SUMMARY) await appendFile(GITHUB_STEP_SUMMARY, jobSummary({ record, report, look }));
  if (GITHUB_OUTPUT) await appendFile(GITHUB_OUTPUT, outputLines({ report, look }));
}
