/** What a deployment or runbook run of a train says about itself, in its `Comments`. */
export interface Token {
  readonly run: string;
  /** Car id, or for an approval the gate's id. */
  readonly car: string;
  readonly try: number;
  /** Hash of the plan, as many characters as the run's own name for it. */
  readonly plan: string;
  /** Username of whoever asked for the train. */
  readonly by: string;
  /** The journal's hash so far: anchors the journal on the server. */
  readonly head: string;
}

const keys = ['run', 'car', 'try', 'plan', 'by', 'head'] as const;

function quoted(value: string): string {
  return encodeURIComponent(value);
}

/** A sentence for people, then the token: `Release train friday: … [octotrain:1 run=… car=… try=1 plan=… by=… head=…]`. */
export function writeComment(sentence: string, token: Token): string {
  return `${sentence} [octotrain:1 ${keys.map((key) => `${key}=${quoted(String(token[key]))}`).join(' ')}]`;
}

/** The token in a comment; undefined when there is none or it is damaged. The last one counts, for people paste sentences. */
export function readToken(comment: string | null | undefined): Token | undefined {
  const found = [...(comment ?? '').matchAll(/\[octotrain:1((?: [a-z]+=[^\s\]]*)+)\]/g)].at(-1);
  if (!found?.[1]) return undefined;
  const values = new Map<string, string>();
  for (const pair of found[1].trim().split(' ')) {
    const cut = pair.indexOf('=');
    const text = decoded(pair.slice(cut + 1));
    if (text === undefined) return undefined;
    values.set(pair.slice(0, cut), text);
  }
  const [run, car, attempt, plan, by, head] = keys.map((key) => values.get(key));
  if (run === undefined || car === undefined || plan === undefined || by === undefined || head === undefined)
    return undefined;
  const number = Number(attempt);
  if (!Number.isInteger(number) || number < 1) return undefined;
  return { run, car, try: number, plan, by, head };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape: somebody edited the comment.
    return undefined;
  }
}
