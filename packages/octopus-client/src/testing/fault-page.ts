/** What came of one fault and one method. */
export interface FaultOutcome {
  readonly fault: string;
  readonly method: string;
  /** What the caller sees when it stays: class, code and outcome, or the value. */
  readonly seen: string;
  readonly requests: number;
  readonly waitedMs: number;
  /** The same when it happens once and a good answer follows. */
  readonly seenAfterOne: string;
  readonly requestsAfterOne: number;
}

const introduction = `# What a caller sees when the network or the server fails

Made by \`packages/octopus-client/src/transport/fault-matrix.test.ts\`, which causes each fault on a socket of loopback: not written by hand. To make it
anew: \`npx pnpm@10 exec vitest run packages/octopus-client/src/transport/fault-matrix.test.ts -u\`.

With the usual settings: at most four retries, 60 seconds for an attempt. _Waited_ is at most, without jitter; a wait is shared by all calls to the server
after 429 and whenever the server names it. What an outcome means: \`not-sent\` and \`refused\` changed nothing; after \`unknown\`, look before sending a write
again. A POST with an unknown outcome is sent exactly once.
`;

const heads = ['fault', 'method', 'the caller sees', 'requests', 'waited', 'once, then a good answer', 'requests'];

/** The page; methods with the same outcome share a row. */
export function faultPage(outcomes: readonly FaultOutcome[]): string {
  const rows = new Map<string, { cells: readonly string[]; methods: string[] }>();
  for (const { fault, method, seen, requests, waitedMs, seenAfterOne, requestsAfterOne } of outcomes) {
    const waited = waitedMs === 0 ? '–' : `${waitedMs / 1000} s`;
    const cells = [seen, String(requests), waited, seenAfterOne, String(requestsAfterOne)];
    const key = JSON.stringify([fault, cells]);
    const row = rows.get(key) ?? { cells: [fault, ...cells], methods: [] };
    row.methods.push(method);
    rows.set(key, row);
  }
  const lines = [...rows.values()].map(({ cells: [fault, ...cells], methods }) => [
    fault,
    methods.join(', '),
    ...cells,
  ]);
  const table = [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  return `${introduction}\n${table.join('\n')}\n`;
}
