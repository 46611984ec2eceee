/** What requests are for, in the order in which the table shows them. */
const classes = [
  'looks at tasks',
  'looks for deployments and runs',
  'writes',
  'train record',
  'clusters',
  'other reads',
] as const;

export type RequestClass = (typeof classes)[number];

/** The record and the lock of trains are a release and a variable set of one project. */
const recordPath = /\/variables\/variableset-|\/releases\/friday-/;

/** The class of a request like `GET /api/Spaces-2/tasks?ids=ServerTasks-1`. */
export function classOf(request: string): RequestClass {
  const [method = '', target = ''] = request.split(' ');
  const [path = ''] = target.split('?');
  if (path.startsWith('/clusters/')) return 'clusters';
  if (recordPath.test(path)) return 'train record';
  if (method !== 'GET' && method !== 'HEAD') return 'writes';
  if (/\/(tasks|interruptions)\b/.test(path)) return 'looks at tasks';
  return /\/(deployments|runbookRuns)$/.test(path) ? 'looks for deployments and runs' : 'other reads';
}

/** How many requests of each class, and of all. */
export function countByClass(requests: readonly string[]): Readonly<Record<string, number>> {
  const counts = Object.fromEntries(classes.map((name): [string, number] => [name, 0]));
  for (const request of requests) counts[classOf(request)] = (counts[classOf(request)] ?? 0) + 1;
  return { requests: requests.length, ...counts };
}
