import { fold, foldParts } from '../view/fold.ts';
import { type Look, toned } from '../view/look.ts';
import { smokeWords, statusMarks } from '../view/smoke-words.ts';
import type { Report, ReportStop } from './report.ts';
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

/** The report for a terminal or a text file, folded at the look's width. */
export function reportText({ report, look }: { report: Report; look: Pick<Look, 'columns' | 'colours'> }): string {
  const { columns } = look;
  const line = (text: string, indent = ''): readonly string[] =>
    fold(text, { columns, first: indent, rest: `${indent}    ` });
  const parts = (list: readonly string[]): readonly string[] =>
    foldParts(list, { columns, indent: '  ', rest: '      ' });
  const section = (name: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', toned(look, 'strong', name), ...lines];
  return [
    ...line(`${report.train}${report.description ? ` — ${report.description}` : ''}`),
    ...(report.rehearsal ? ['a rehearsal: nothing left this machine'] : []),
    ...line(`run ${report.run}, plan ${report.planHash.slice(0, 6)}${report.server ? `, on ${report.server}` : ''}`),
    ...line(
      `asked for by ${report.requester.displayName} (${report.requester.username}), run as ${report.account.displayName} (${report.account.username})`,
    ),
    ...line(`from ${momentWords(report.startedAt)} to ${momentWords(report.endedAt)}`),
    ...line(outcomeLine(report)),
    ...section(
      'Stops',
      report.stops.flatMap((stop) => parts(stopParts(stop))),
    ),
    ...section(
      'Added by the server',
      report.added.flatMap((each) =>
        line(
          `${placeWords({ ...each, tenant: each.tenant ?? 'untenanted' })}  ${each.version}  ${taskStateWords(each)}`,
          '  ',
        ),
      ),
    ),
    ...section(
      'Approvals',
      report.approvals.flatMap((each) =>
        parts([
          `${each.car} → ${each.environment}: ${each.team}, ${approvalWords(each)}`,
          ...(each.answerSeenAt ? [`seen ${momentWords(each.answerSeenAt)}`] : []),
          throughWords(each),
          ...(each.notes ? [`notes: ${each.notes}`] : []),
        ]),
      ),
    ),
    ...section(
      'Defects',
      report.defects.flatMap((each) =>
        line(
          `${placeWords(each)}  ${each.version}  ${each.reported ? 'reported' : `not reported: ${each.message}`}`,
          '  ',
        ),
      ),
    ),
    ...section(
      'Duplicates',
      report.duplicates.flatMap((each) =>
        line(`${each.subject}: ${each.id}, ${each.cancelled ? 'cancelled' : 'not cancelled'}`, '  '),
      ),
    ),
    ...section(
      'Not started',
      report.notStarted.flatMap((each) => line(`${each.name}: ${each.why}`, '  ')),
    ),
    ...section(
      'Warnings',
      report.warnings.flatMap((each) => line(each, '  ')),
    ),
  ].join('\n');
}

function stopParts(stop: ReportStop): readonly string[] {
  const words =
    stop.state === 'skipped' || stop.state === 'pending' ? `not started: ${stop.reason ?? stop.state}` : stop.state;
  const why = stop.state === 'failed' || stop.state === 'rejected' || stop.state === 'unknown' ? stop.reason : null;
  return [
    `${stop.number} ${statusMarks[stop.state]} ${placeWords(stop)}: ${versionWords(stop)} ${words}`,
    ...(why === null ? [] : [why]),
    ...(stop.deployedBy === null ? [] : [deployedWords(stop)]),
    ...(stop.smoke.length === 0 ? [] : [smokeWords(stop.smoke)]),
  ];
}
