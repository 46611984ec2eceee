import { readToken } from '../token.ts';

/** A deployment or runbook run as the server lists it. */
export interface Candidate {
  readonly id: string;
  readonly taskId: string;
  readonly comments: string | null;
  /** Release id of a deployment, runbook id of a run. */
  readonly of: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
  readonly createdById: string | null;
}

/** What a stop or gate looks for. */
export interface Wanted {
  readonly run: string;
  /** Car id, or gate id for an approval. */
  readonly car: string;
  readonly try: number;
  readonly planHash: string;
  readonly of: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
  readonly accountId: string;
  /** A deployment without a token, made by the server itself, will do. */
  readonly automatic: boolean;
}

export type Match =
  | { readonly is: 'none' }
  /** `extra` carry the same token: the lowest id stands. */
  | {
      readonly is: 'found';
      readonly candidate: Candidate;
      readonly source: 'found' | 'server';
      readonly extra: readonly Candidate[];
    }
  | { readonly is: 'foreign'; readonly candidate: Candidate; readonly reason: string };

/**
 * Finds a run's own deployment among those of its environment and tenant. Only one whose token, release, environment, tenant and account all
 * match is adopted; a token that fits on something else means that somebody copied it, and a person must look.
 */
export function matchPosting(wanted: Wanted, candidates: readonly Candidate[]): Match {
  const here = candidates.filter(
    (each) => each.environmentId === wanted.environmentId && each.tenantId === wanted.tenantId,
  );
  const tokened = here
    .filter((each) => {
      const token = readToken(each.comments);
      return token?.run === wanted.run && token.car === wanted.car && token.try === wanted.try;
    })
    .sort(byNumber);
  for (const candidate of tokened) {
    const reason = strangeness(wanted, candidate);
    if (reason) return { is: 'foreign', candidate, reason };
  }
  const [first, ...extra] = tokened;
  if (first) return { is: 'found', candidate: first, source: 'found', extra };
  if (!wanted.automatic) return { is: 'none' };
  const automatic = here
    .filter((each) => each.of === wanted.of && readToken(each.comments) === undefined)
    .sort(byNumber)[0];
  return automatic ? { is: 'found', candidate: automatic, source: 'server', extra: [] } : { is: 'none' };
}

function strangeness(wanted: Wanted, candidate: Candidate): string | undefined {
  const say = (what: string) => `${candidate.id} carries this run's token, but ${what}`;
  if (candidate.of !== wanted.of) return say('is of another release');
  if (candidate.createdById !== null && candidate.createdById !== wanted.accountId)
    return say('was made by another account');
  if (readToken(candidate.comments)?.plan !== wanted.planHash) return say('names another plan');
  return undefined;
}

/** Server ids are numbered in the order of their making. [docs] */
function byNumber(left: Candidate, right: Candidate): number {
  return comparePostedIds(left.id, right.id);
}

/** Which of two ids of one kind was given first: negative when the left one was. */
export function comparePostedIds(left: string, right: string): number {
  return numberOf(left) - numberOf(right);
}

function numberOf(id: string): number {
  return Number(/(\d+)$/.exec(id)?.[1] ?? 0);
}
