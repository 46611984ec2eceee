import type { RunRecord } from '../report/run-record.ts';
import { approveCommand, resumeCommand } from './commands.ts';
import { labelled } from './fold.ts';
import { linkFor } from './links.ts';
import { type Look, toned } from './look.ts';
import { clockText } from './times.ts';
import { type Waiting, waitingList } from './waiting-list.ts';

const labelWidth = 9;

/**
 * What a run that was left at a gate waits for, and how to answer each question. The last line is the command that goes on. Empty when nothing
 * waits for a person.
 */
export function waitingText(options: { record: RunRecord; look: Look }): string {
  const { record, look } = options;
  const list = waitingList(record);
  if (list.length === 0) return '';
  return [
    ...list.flatMap((waiting) => waitingLines({ record, look, waiting, alone: list.length === 1 })),
    ...labelled(toned(look, 'strong', 'resume'), resumeCommand(look, record.state.run), look.columns, labelWidth),
  ].join('\n');
}

/** The lines about one question. */
export function waitingLines(options: {
  record: RunRecord;
  look: Look;
  waiting: Waiting;
  /** The only question: the answer need not name it. */
  alone: boolean;
  /** What a live view has room for, the command that answers as the last line. */
  short?: boolean;
}): readonly string[] {
  const { record, look, waiting, alone, short = false } = options;
  const { plan, state } = record;
  const line = (label: string, text: string): readonly string[] => labelled(label, text, look.columns, labelWidth);
  const inner = (label: string, text: string): readonly string[] =>
    labelled(`${' '.repeat(labelWidth)}${label}`, text, look.columns, labelWidth + 10);
  const link = linkFor(look, waiting.spaceId, waiting.taskId);
  const head = line(toned(look, 'waiting', 'waiting'), headWords(options));
  if (!waiting.gate) {
    const where = link ?? `${waiting.taskId}, in Octopus`;
    return [...head, ...inner('answer:', `${where} (no gate of ${plan.train} covers it)`)];
  }
  const command = approveCommand(look, state.run, alone ? null : waiting.gate.id);
  const who = `a member of ${waiting.gate.team.name}${waiting.gate.notRequester ? `, not ${plan.requester.username}` : ''}`;
  const answer = inner('answer:', command);
  if (short) return [...head, ...inner('by:', who), ...answer];
  return [
    ...head,
    ...answer,
    ...inner('by:', who),
    ...(link === null ? [] : inner('or here:', link)),
    ...inner('sets off:', setsOff(waiting)),
  ];
}

function headWords({ record, look, waiting }: Parameters<typeof waitingLines>[0]): string {
  const { state } = record;
  const { approvals, gate, name, question } = waiting;
  const since = `since ${clockText(waiting.since, { timeZone: look.timeZone, now: state.now })}`;
  const asked = gate
    ? `approval by ${gate.team.name} (${approvals.missing} of ${approvals.all} missing)`
    : `the step \`${question}\``;
  return `${name}: ${asked}, ${since}, plan ${state.planHash.slice(0, 6)}`;
}

/** What happens when the question is answered, which the one who answers must know. */
function setsOff(waiting: Waiting): string {
  return waiting.through === 'process'
    ? `the deployment, at once: \`${waiting.question}\` is a step of its process`
    : 'nothing by itself; the train deploys when it is resumed';
}
