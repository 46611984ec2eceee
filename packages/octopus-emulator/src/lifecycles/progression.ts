/** What the rules need to know of a lifecycle's phase. */
export interface PhaseShape {
  readonly Name: string;
  readonly AutomaticDeploymentTargets: readonly string[];
  readonly OptionalDeploymentTargets: readonly string[];
  readonly MinimumEnvironmentsBeforePromotion: number;
  readonly IsOptionalPhase: boolean;
}

/** One release's way through a lifecycle, for one tenant or for untenanted deployments; each is judged on its own. */
export interface ProgressionQuestion<P extends PhaseShape> {
  readonly phases: readonly P[];
  /** Every environment of the space, in sort order. */
  readonly environments: readonly string[];
  /** Environments where this release has a deployment that ended in Success. */
  readonly succeeded: ReadonlySet<string>;
  /** True while a defect of the release is unresolved. */
  readonly blocked: boolean;
}

/** A phase as one release sees it. */
export interface PhaseState<P extends PhaseShape> {
  readonly phase: P;
  readonly environments: readonly string[];
  readonly progress: 'Pending' | 'Current' | 'Complete';
  /** Its environments may be deployed to, unless `blocked`. */
  readonly reached: boolean;
  readonly blocked: boolean;
}

/**
 * The environments of each phase: those it names, or, naming none, every one that no phase names. [docs]
 */
function environmentsOf(phases: readonly PhaseShape[], environments: readonly string[]): string[][] {
  const named = new Set(phases.flatMap((phase) => namedIn(phase)));
  return phases.map((phase) => {
    const own = namedIn(phase);
    return own.length > 0 ? own : environments.filter((environment) => !named.has(environment));
  });
}

function namedIn(phase: PhaseShape): string[] {
  return [...new Set([...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets])];
}

/** A minimum of 0 asks for all environments; a larger one for that many distinct ones. [docs] */
function isComplete(phase: PhaseShape, environments: readonly string[], succeeded: ReadonlySet<string>): boolean {
  const done = environments.filter((environment) => succeeded.has(environment)).length;
  const minimum = phase.MinimumEnvironmentsBeforePromotion;
  return done >= (minimum > 0 ? Math.min(minimum, environments.length) : environments.length);
}

/**
 * Walks a release through its phases. [docs]
 *
 * A phase is reached when every phase before it is complete or may be skipped; a phase that once had a success stays
 * reached [guess]. An unresolved defect shuts every phase after the first that has no success yet.
 */
export function progressThrough<P extends PhaseShape>(question: ProgressionQuestion<P>): PhaseState<P>[] {
  const { phases, succeeded } = question;
  const environments = environmentsOf(phases, question.environments);
  let open = true;
  return phases.map((phase, index) => {
    const own = environments[index] ?? [];
    const complete = isComplete(phase, own, succeeded);
    const hasSuccess = own.some((environment) => succeeded.has(environment));
    const reached = open || hasSuccess;
    open = open && (complete || phase.IsOptionalPhase);
    return {
      phase,
      environments: own,
      progress: complete && reached ? 'Complete' : reached ? 'Current' : 'Pending',
      reached,
      blocked: question.blocked && index > 0 && !hasSuccess,
    };
  });
}

/** The implicit phases of a lifecycle that defines none: one per environment, in sort order. [docs] */
export function implicitPhases(environments: readonly { Id: string; Name: string }[]): (PhaseShape & { Id: string })[] {
  return environments.map(({ Id, Name }) => ({
    Id: `implicit-${Id}`,
    Name,
    AutomaticDeploymentTargets: [],
    OptionalDeploymentTargets: [Id],
    MinimumEnvironmentsBeforePromotion: 0,
    IsOptionalPhase: false,
  }));
}

/** Why an environment may not be deployed to, or `undefined` when it may. */
export function refusalOf(
  states: readonly PhaseState<PhaseShape>[],
  environmentId: string,
): 'outside' | 'notReached' | 'blocked' | undefined {
  const holding = states.filter((state) => state.environments.includes(environmentId));
  if (holding.length === 0) return 'outside';
  const reached = holding.filter((state) => state.reached);
  if (reached.length === 0) return 'notReached';
  return reached.every((state) => state.blocked) ? 'blocked' : undefined;
}

/** The environments a release should go to next: those of its current phases that have no success yet. */
export function nextDeployments(
  states: readonly PhaseState<PhaseShape>[],
  succeeded: ReadonlySet<string>,
): { environments: string[]; minimumRequired: number } {
  const current = states.filter((state) => state.progress === 'Current' && !state.blocked);
  const environments = current.flatMap((state) => state.environments).filter((id) => !succeeded.has(id));
  const first = current[0];
  const minimum = first?.phase.MinimumEnvironmentsBeforePromotion ?? 0;
  return {
    environments: [...new Set(environments)],
    minimumRequired: first === undefined ? 0 : minimum > 0 ? minimum : first.environments.length,
  };
}

/**
 * The automatic targets of the phases that are reached now and were not reached before (`before` is empty when the
 * release is new). Optional phases never deploy by themselves. [docs]
 */
export function automaticTargets(
  before: readonly PhaseState<PhaseShape>[],
  now: readonly PhaseState<PhaseShape>[],
): string[] {
  return now
    .filter((state, index) => state.reached && !state.blocked && !before[index]?.reached)
    .filter((state) => !state.phase.IsOptionalPhase)
    .flatMap((state) => [...state.phase.AutomaticDeploymentTargets]);
}
