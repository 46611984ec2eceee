import { openPinnedFiles, type PinnedFiles } from '../kubernetes/pinned-files.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import type { ShellStep } from './shell-step.ts';

/** The files of a repository at the commit that the release pinned, in a folder of the step. */
export interface Checkout {
  readonly files: PinnedFiles;
  /** Its name below the step's folder. */
  readonly name: string;
  readonly path: string;
}

/**
 * Opens the repository of a step, or of one of its git dependencies.
 *
 * @throws {StepProblem} when it is not known, or no commit was pinned.
 */
export function pinnedFilesOf({ world, run }: ShellStep, dependency?: string): PinnedFiles {
  const files = openPinnedFiles(world, run, dependency);
  if (typeof files === 'string') throw new StepProblem(files);
  return files;
}

/** Writes all files of the pinned commit into a folder of the step. */
export async function checkOut(step: ShellStep, name: string): Promise<Checkout> {
  const files = pinnedFilesOf(step);
  const { repository, commit } = files;
  const path = await step.folder.folder(name);
  if (repository.checkOut !== undefined) await repository.checkOut(commit, path);
  else {
    for (const file of await repository.list(commit, '')) {
      await step.folder.write(`${name}/${file}`, (await repository.read(commit, file)) ?? '');
    }
  }
  step.log('Verbose', `${files.address} at commit ${commit}`);
  return { files, name, path };
}
