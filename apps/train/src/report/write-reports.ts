import { join } from 'node:path';
import { writeWhole } from '@octotrain/durable-files';
import type { Session } from '../run/session.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import { reportModel } from './model.ts';

/** Writes the reports of a run into its folder, each whole or not at all. */
export async function writeReports(options: {
  folder: string;
  session: Pick<Session, 'plan' | 'state' | 'events' | 'lock'>;
}): Promise<void> {
  const { folder, session } = options;
  const { plan, events, lock } = session;
  const { server, rehearsal } = lock;
  const report = reportModel({ plan, events, state: session.state() }, { server, rehearsal });
  await Promise.all([
    writeWhole(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`),
    writeWhole(join(folder, 'report.md'), reportMarkdown({ report })),
    writeWhole(join(folder, 'report.html'), reportHtml({ report })),
  ]);
}
