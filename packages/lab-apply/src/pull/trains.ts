import { type Lab, type Project, releaseTrainsProject, trainApprovalRunbook } from '@octotrain/lab-config';

/**
 * Finds the project that keeps the record of trains, when it is what `trains` of a lab file makes. What trains have
 * written into it since then, variables of their own, is no business of a file.
 */
export function trainsOf(spaces: Lab['spaces']): Lab['trains'] | undefined {
  for (const space of spaces) {
    for (const project of space.projects) {
      const approvers = approversOf(project);
      if (approvers.length === 0) continue;
      const made = releaseTrainsProject({ teams: approvers, name: project.name });
      if (isAsMade(project, made)) return { space: space.name, project: project.name, approvers };
    }
  }
  return undefined;
}

function approversOf({ runbooks }: Project): readonly string[] {
  const approval = runbooks.find(({ name }) => name === trainApprovalRunbook);
  return (approval?.process ?? []).flatMap((step) => (step.kind === 'manual' ? step.responsibleTeams : []));
}

function isAsMade(project: Project, made: Project): boolean {
  const named = new Set(made.variables.map(({ name }) => name));
  const variables = project.variables.filter(({ name }) => named.has(name));
  return canonical({ ...project, variables }) === canonical(made);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
