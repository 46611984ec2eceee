import { smokeWords, statusMarks } from '../view/smoke-words.ts';
import type { Report, ReportPlace } from './report.ts';
import {
  approvalWords,
  deployedWords,
  momentWords,
  outcomeLine,
  placeWords,
  taskStateWords,
  throughWords,
  versionWords,
} from './words.ts';

/** The report as GitHub's Markdown, for a job summary or a comment. Whatever people wrote is shown as they wrote it, never as markup. */
export function reportMarkdown({ report }: { report: Report }): string {
  const { requester, account } = report;
  return [
    `## ${safe(report.train)}: ${safe(outcomeLine(report))}`,
    '',
    ...(report.description ? [safe(report.description), ''] : []),
    ...(report.rehearsal ? ['**A rehearsal: nothing left this machine.**', ''] : []),
    `Run \`${report.run}\`, plan \`${report.planHash.slice(0, 6)}\`${report.server ? `, on ${safe(report.server)}` : ''}.`,
    `Asked for by ${safe(requester.displayName)} (${safe(requester.username)}), run as ${safe(account.displayName)} (${safe(account.username)}),`,
    `from ${momentWords(report.startedAt)} to ${momentWords(report.endedAt)}.`,
    '',
    ...table(
      'Stops',
      ['#', 'Stop', 'Version', 'State', 'Deployed', 'Smoke tests'],
      report.stops.map((stop) => [
        `${stop.number}`,
        linked(placeWords(stop), stop.link),
        safe(versionWords(stop)),
        safe(`${statusMarks[stop.state]} ${stop.state}${stop.reason ? `: ${stop.reason}` : ''}`),
        deployedWords(stop),
        safe(smokeWords(stop.smoke)),
      ]),
    ),
    ...table(
      'Added by the server',
      ['Deployment', 'Version', 'Task'],
      report.added.map((each) => [
        linked(additionWords(each), each.link),
        safe(each.version),
        safe(taskStateWords(each)),
      ]),
    ),
    ...table(
      'Approvals',
      ['Gate', 'Team', 'Answer', 'Seen', 'Notes', 'Through'],
      report.approvals.map((each) => [
        linked(`${each.car} → ${each.environment}`, each.link),
        safe(each.team),
        safe(approvalWords(each)),
        momentWords(each.answerSeenAt),
        safe(each.notes ?? ''),
        safe(throughWords(each)),
      ]),
    ),
    ...list(
      'Defects',
      report.defects.map(
        (each) =>
          `${placeWords(each)}, release ${each.version}: ${each.reported ? 'reported' : `not reported: ${each.message}`}`,
      ),
    ),
    ...list(
      'Duplicates',
      report.duplicates.map((each) => `${each.subject}: ${each.id}, ${each.cancelled ? 'cancelled' : 'not cancelled'}`),
    ),
    ...list(
      'Not started',
      report.notStarted.map((each) => `${each.name}: ${each.why}`),
    ),
    ...list('Warnings', report.warnings),
  ].join('\n');
}

function additionWords(place: ReportPlace): string {
  return placeWords({ ...place, tenant: place.tenant ?? 'untenanted' });
}

function table(title: string, headers: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(headers), line(headers.map(() => '---')), ...rows.map(line), ''];
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}`, '', ...items.map((item) => `- ${safe(item)}`), ''];
}

function linked(text: string, link: string | null): string {
  return link === null ? safe(text) : `[${safe(text)}](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** A text without the meanings that Markdown, HTML and mentions would give it, on one line. */
function safe(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]|#~]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u2060');
}
