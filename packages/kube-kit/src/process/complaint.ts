import type { KubeProblemCode } from '../result.ts';

interface Known {
  readonly code: KubeProblemCode;
  readonly said: RegExp;
  readonly hint?: string;
}

/** What helm, kubectl and kind say, by their own words [client]. The first that fits counts. */
const known: readonly Known[] = [
  {
    code: 'release-pending',
    said: /another operation \(install\/upgrade\/rollback\) is in progress/,
    hint: 'wait for it; if it was cut off: helm rollback to its last deployed revision, or uninstall a first install',
  },
  {
    code: 'conflict',
    said: /\(Conflict\)|Apply failed with \d+ conflict/,
    hint: 'someone else manages these fields: leave them out, or apply by force',
  },
  {
    code: 'context-missing',
    said: /context "?[^"]*"? does not exist|context was not found/,
    hint: 'see the contexts there are: kubectl config get-contexts',
  },
  { code: 'forbidden', said: /\(Forbidden\)|\bis forbidden: User/ },
  { code: 'unauthorized', said: /\(Unauthorized\)|must be logged in to the server/ },
  { code: 'not-found', said: /\(NotFound\)|\brelease: not found|\bnamespaces "[^"]*" not found/ },
  {
    code: 'unreachable',
    said: /connection to the server .* was refused|Unable to connect to the server|connection refused|no such host|i\/o timeout/,
    hint: 'is the cluster up?',
  },
  {
    code: 'unreachable',
    said: /Cannot connect to the Docker daemon|failed to connect to the docker API/,
    hint: 'start Docker, then see: bootstrap doctor',
  },
  { code: 'timeout', said: /timed out waiting for the condition|context deadline exceeded/ },
];

/** What a program complained about on its standard error; undefined when it said nothing. */
export interface Complaint {
  readonly code: KubeProblemCode;
  readonly message: string;
  readonly hint?: string;
}

const mostLines = 5;

/** Reads a complaint: the lines that begin with an error, or the last line where none does. */
export function complaintIn(stderr: string): Complaint | undefined {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const errors = lines.filter((line) => /^(error\b|the connection to the server)/i.test(line));
  const said = errors.length > 0 ? errors : lines.slice(-1);
  if (said.length === 0) return undefined;
  // Kind says beneath its own error what the program said that it ran.
  const beneath = lines.find((line) => line.startsWith('Command Output: ') && line.length < 300);
  const more = said.length > mostLines ? `; and ${said.length - mostLines} more` : '';
  const message =
    said
      .slice(0, mostLines)
      .join('; ')
      .replace(/^error: /i, '') +
    more +
    (beneath ? `; ${beneath}` : '');
  const { code, hint } = known.find((one) => one.said.test(stderr)) ?? { code: 'program-failed' as const };
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}
