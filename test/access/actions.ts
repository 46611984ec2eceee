import type { Action } from './action.ts';
import { administration } from './administration.ts';
import { answer, deployments, runRunbook } from './executions.ts';
import { looks } from './looks.ts';
import { writes } from './writes.ts';

/** All that is tried, in the order of the table. */
export const actions: readonly Action[] = [
  ...['Platform', 'Payments', 'Merchants'].flatMap((space) => [
    ...looks(space),
    ...(space === 'Platform' ? [] : deployments(space)),
    ...writes(space),
  ]),
  {
    what: 'restart fraud-detector in Staging',
    sort: 'run',
    space: 'Payments',
    attempt: (ask, admin) =>
      runRunbook({ ask, admin, project: 'fraud-detector', runbook: 'Restart Service', in: 'Staging' }),
  },
  {
    what: 'restart fraud-detector in Production',
    sort: 'run',
    space: 'Payments',
    attempt: (ask, admin) =>
      runRunbook({ ask, admin, project: 'fraud-detector', runbook: 'Restart Service', in: 'Production' }),
  },
  { what: "answer the Risk Team's question", sort: 'answer', space: 'Payments', attempt: answer },
  ...administration(),
];
