import type { PhaseShape } from './progression.ts';

type WrittenPhase = Omit<PhaseShape, 'IsOptionalPhase'>;

/** Broken rules of a lifecycle's phases. [guess] */
export function lifecycleProblems({ Phases }: { readonly Phases: readonly WrittenPhase[] }): readonly string[] {
  const names = Phases.map((phase) => phase.Name.toLowerCase());
  const twice = Phases.filter((phase, index) => names.indexOf(phase.Name.toLowerCase()) < index);
  return [
    ...twice.map((phase) => `Two phases are named '${phase.Name}'.`),
    ...Phases.flatMap((phase) => {
      const targets = [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets];
      const repeated = targets.filter((id, index) => targets.indexOf(id) < index);
      const minimum = phase.MinimumEnvironmentsBeforePromotion;
      return [
        ...repeated.map((id) => `The phase '${phase.Name}' names the environment '${id}' twice.`),
        ...(targets.length > 0 && minimum > targets.length
          ? [`The phase '${phase.Name}' asks for ${minimum} environments but has only ${targets.length}.`]
          : []),
      ];
    }),
  ];
}
