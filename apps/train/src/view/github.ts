import { reportMarkdown } from '../report/markdown.ts';
import type { Report } from '../report/report.ts';
import type { RunRecord } from '../report/run-record.ts';
import { outcomeLine, placeWords } from '../report/words.ts';
import { approveCommand, resumeCommand } from './commands.ts';
import { linkFor } from './links.ts';
import type { Look } from './look.ts';
import { waitingList } from './waiting-list.ts';

/** Workflow commands that GitHub shows beside a job: what failed, what waits, how it ended. One a line, for stdout. */
export function annotations(options: { record: RunRecord; report: Report; look: Look }): readonly string[] {
  const { record, report, look } = options;
  const bad = report.stops.filter((stop) => ['failed', 'rejected', 'unknown'].includes(stop.state));
  const list = waitingList(record);
  return [
    ...bad.map((stop) =>
      command('error', `${placeWords(stop)}: ${stop.state}`, [stop.reason ?? 'no reason was given', stop.link ?? '']),
    ),
    ...report.defects
      .filter((defect) => !defect.reported)
      .map((defect) => command('warning', `${placeWords(defect)}: no defect reported`, [defect.message])),
    ...report.duplicates.map((each) =>
      command('warning', `a second ${each.subject}`, [`${each.id}, ${each.cancelled ? 'cancelled' : 'not cancelled'}`]),
    ),
    ...list.map((waiting) =>
      command('warning', `${waiting.name} waits for ${waiting.gate?.team.name ?? waiting.question}`, [
        waiting.gate ? approveCommand(look, report.run, list.length === 1 ? null : waiting.gate.id) : '',
        linkFor(look, waiting.spaceId, waiting.taskId) ?? '',
        `then: ${resumeCommand(look, report.run)}`,
      ]),
    ),
    ...(bad.length > 0 ? [] : [command('notice', report.train, [outcomeLine(report)])]),
  ];
}

/** Lines for the file that GITHUB_OUTPUT names. `resume` is empty once the run has come to its end. */
export function outputLines(options: { report: Report; look: Look }): string {
  const { report, look } = options;
  const open = report.endedAt === null;
  const outputs: Readonly<Record<string, string>> = {
    run: report.run,
    outcome: report.outcome,
    plan: report.planHash,
    stops: String(report.totals.stops),
    deployments: String(report.totals.deployments),
    approvals: String(report.totals.approvals),
    failures: String(report.totals.failures),
    resume: open ? resumeCommand(look, report.run) : '',
  };
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value.replace(/[\r\n]+/g, ' ')}\n`)
    .join('');
}

/** Markdown for the file that GITHUB_STEP_SUMMARY names: the report, and how an open run goes on. */
export function jobSummary(options: { record: RunRecord; report: Report; look: Look }): string {
  const { record, report, look } = options;
  if (report.endedAt !== null) return reportMarkdown({ report });
  const list = waitingList(record);
  const answers = list.flatMap((waiting) =>
    waiting.gate ? [approveCommand(look, report.run, list.length === 1 ? null : waiting.gate.id)] : [],
  );
  const commands = [...answers, resumeCommand(look, report.run)];
  return [reportMarkdown({ report }), '### To go on', '', '```', ...commands, '```', ''].join('\n');
}

function command(level: 'notice' | 'warning' | 'error', title: string, lines: readonly string[]): string {
  return `::${level} title=${property(title)}::${data(lines.filter(Boolean).join('\n'))}`;
}

/** A message ends with its line, so line ends are escaped. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
