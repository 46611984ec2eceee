import { join } from 'node:path';

/** Where the lab keeps what it is made of. */
export interface LabLayout {
  /** Everything below is in it. */
  readonly folder: string;
  /** FinPay's deployment repository. */
  readonly repository: string;
  /** The clusters, a folder each. */
  readonly clusters: string;
  /** What the server keeps. */
  readonly data: string;
  /** The keys of all people, by user name; the server writes it. */
  readonly keys: string;
  /** What the server prints first, the administrator's key among it: for the owner only. */
  readonly serverOutput: string;
  readonly serverLog: string;
  /** The process that serves. */
  readonly record: string;
  /** Lines for a shell to read. */
  readonly environment: string;
}

/** The lab of a working folder. */
export function layoutIn(cwd: string): LabLayout {
  const folder = join(cwd, '.octotrain', 'lab');
  return {
    folder,
    repository: join(folder, 'finpay-deploy'),
    clusters: join(folder, 'clusters'),
    data: join(folder, 'server'),
    keys: join(folder, 'server', 'keys.json'),
    serverOutput: join(folder, 'server.out'),
    serverLog: join(folder, 'server.log'),
    record: join(folder, 'lab.json'),
    environment: join(folder, 'environment'),
  };
}
