import { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { Reply, RouteContext } from '../http/api.ts';
import { ids, requiredText, text } from '../http/fields.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { type ResolvedRef, requireGit, resolveRef, shortName } from '../project-git/repository.ts';
import { readWantedRef, selectGitResources } from '../releases/git-selection.ts';
import { packageNeeds } from '../releases/package-needs.ts';
import { rememberSelection, selectPackages } from '../releases/package-selection.ts';
import { readWantedPackage } from '../releases/wanted-packages.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import { snapshotAllVariables, snapshotProcess } from '../snapshots/take.ts';
import { timeOf } from '../world.ts';
import { namedRunbook, runCommandFields, runInPlaces } from './command.ts';

const commandSchema = z.object({
  ...runCommandFields,
  GitRef: requiredText('a git reference'),
  PackageVersion: text(),
  Packages: ids(),
  GitResources: ids(),
});

type Command = z.output<typeof commandSchema>;

/** `POST runbook-runs/git/create/v1`: a runbook as it is on a branch now, which nobody needs to publish. [client] */
export async function createFromGit(context: RouteContext, engine: Engine): Promise<Reply> {
  const { world, caller, space } = context;
  const command = validated(commandSchema, context.body);
  const { project, runbook } = namedRunbook(context, command);
  requireGit(project);
  caller.requirePermission('RunbookRunCreate', { spaceId: space.Id, projectId: project.Id });
  const found = resolveRef(world, project, command.GitRef);
  if (found === undefined)
    throw badRequest([`The git reference '${command.GitRef}' of '${project.Name}' does not exist.`]);
  const snapshot = await frozenAt(context, { command, runbook, found });
  const published = { ...runbook, PublishedRunbookSnapshotId: snapshot.Id };
  return runInPlaces(context, engine, { command, runbook: published, snapshot });
}

/** What such a run goes by is kept as a snapshot, named after reference and commit. [guess] */
async function frozenAt(
  { world, space }: RouteContext,
  parts: { command: Command; runbook: RunbookDocument; found: ResolvedRef },
): Promise<RunbookSnapshotDocument> {
  const { command, runbook, found } = parts;
  const stored = world.store.get('RunbookProcesses', runbook.RunbookProcessId);
  if (stored === undefined) throw new Error(`the runbook ${runbook.Id} has no process`);
  const Steps = found.commit.Tree.RunbookProcesses[stored.Id];
  if (Steps === undefined) throw badRequest([`The runbook '${runbook.Name}' does not exist at ${found.ref}.`]);
  const needs = packageNeeds(Steps);
  const wanted = read(command.Packages, readWantedPackage);
  const wish = { selected: [], wanted, version: command.PackageVersion, preRelease: null, latest: true };
  const packages = selectPackages(world.store, { spaceId: space.Id, needs, wish, rulesFor: () => [] });
  const refs = read(command.GitResources, readWantedRef);
  const git = await selectGitResources(world.git, { steps: Steps, wanted: refs });
  refuseIfAny([...packages.problems, ...git.problems]);
  const variables = snapshotAllVariables(world, runbook.ProjectId, found.commit);
  const { Hash } = found.commit;
  const snapshot: RunbookSnapshotDocument = {
    Id: world.store.nextId('RunbookSnapshots'),
    SpaceId: space.Id,
    ProjectId: runbook.ProjectId,
    RunbookId: runbook.Id,
    Name: `${shortName(found.ref)} ${Hash.slice(0, 7)}`,
    GitReference: { GitRef: found.ref, GitCommit: Hash, VariablesGitCommit: Hash },
    Notes: null,
    Assembled: timeOf(world),
    SelectedPackages: packages.selected,
    SelectedGitResources: git.selected,
    FrozenRunbookProcessId: snapshotProcess(world, { ...stored, Steps }, found.commit).Id,
    FrozenProjectVariableSetId: variables.project,
    ProjectVariableSetSnapshotId: variables.project,
    LibraryVariableSetSnapshotIds: variables.libraries,
  };
  world.store.put('RunbookSnapshots', snapshot);
  rememberSelection(world.store, space.Id, { needs, selected: packages.selected });
  return snapshot;
}

function read<T>(texts: readonly string[], reader: (text: string) => T | undefined): T[] {
  return texts.map((one) => {
    const wanted = reader(one);
    if (wanted === undefined) throw badRequest([`'${one}' is not of the form Step:Version or Step:Name:Version.`]);
    return wanted;
  });
}
