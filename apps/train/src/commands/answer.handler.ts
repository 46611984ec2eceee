import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { createOctopusClient } from '@octotrain/octopus-client';
import { openQuestions, type Question } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import { userAgent } from '../connect/user-agent.ts';
import { type Answering, answerQuestion } from '../people/answer.ts';
import { reportCommand, resumeCommand } from '../view/commands.ts';
import { type Desk, desk } from './desk.ts';
import { type KnownRun, withRunOnServer } from './known-run.ts';

export interface AnswerFlags {
  readonly notes: string;
  readonly gate?: string;
  readonly all: boolean;
  readonly state?: string;
}

/** `approve [RUN]`: says yes as the owner of `OCTOPUS_API_KEY`. */
export async function approve(this: TrainContext, flags: AnswerFlags, name?: string): Promise<void> {
  this.setExitCode(await answer(desk(this, flags), flags, name, 'Proceed'));
}

/** `reject [RUN]`: says no, with the reason. */
export async function reject(this: TrainContext, flags: AnswerFlags, name?: string): Promise<void> {
  this.setExitCode(await answer(desk(this, flags), flags, name, 'Abort'));
}

async function answer(
  at: Desk,
  flags: AnswerFlags,
  name: string | undefined,
  result: 'Proceed' | 'Abort',
): Promise<ExitCode> {
  return withRunOnServer(at, name, async (known, connection) => {
    const questions = chosen(at, known, flags);
    if (!questions.ok) return questions.exit;
    let exit: ExitCode = exitCodes.done;
    for (const question of questions.value) {
      const answering = await answerOne(at, { connection, known, question, result, notes: flags.notes });
      const code = tellAnswer(at, question, answering, result);
      if (code !== exitCodes.done) exit = code;
    }
    if (exit === exitCodes.done) {
      at.say('a train that waits in another terminal goes on by itself; else:');
      at.say(`resume     ${resumeCommand(at.look(), known.run)}`);
    }
    return exit;
  });
}

type Choice =
  | { readonly ok: true; readonly value: readonly Question[] }
  | { readonly ok: false; readonly exit: ExitCode };

function chosen(at: Desk, known: KnownRun, flags: AnswerFlags): Choice {
  const questions = openQuestions(known.lock.plan, known.state);
  if (questions.length === 0) {
    at.say(`run ${known.run} waits for nobody`);
    at.say(
      known.state.finished
        ? `see:  ${reportCommand(at.look(), known.run)}`
        : `resume     ${resumeCommand(at.look(), known.run)}`,
    );
    return { ok: false, exit: exitCodes.failed };
  }
  const wanted = flags.gate === undefined ? questions : questions.filter((question) => question.id === flags.gate);
  const list = () =>
    questions.map((question) => `  --gate "${question.id}"   ${question.interruption.title}`).join('\n');
  if (wanted.length === 0) {
    at.say(`run ${known.run} does not wait at \`${flags.gate}\`; it waits at:\n${list()}`);
    return { ok: false, exit: exitCodes.usage };
  }
  if (wanted.length > 1 && !flags.all) {
    at.say(`run ${known.run} waits at ${wanted.length} gates; say which, or --all:\n${list()}`);
    return { ok: false, exit: exitCodes.usage };
  }
  return { ok: true, value: wanted };
}

async function answerOne(
  at: Desk,
  options: { connection: Connection; known: KnownRun; question: Question; result: 'Proceed' | 'Abort'; notes: string },
): Promise<Answering | null> {
  const { connection, known, question, result, notes } = options;
  const { plan } = known.lock;
  const apiKey = at.context.env.OCTOPUS_API_KEY;
  if (connection.rehearsal && !apiKey) return connection.rehearsal.people.answer({ plan, question, result, notes });
  const client = connection.rehearsal
    ? createOctopusClient({ url: connection.url, auth: { apiKey: apiKey ?? '' }, requestsPerMinute: 0, userAgent })
    : connection.client;
  return answerQuestion({ client, plan, question, result, notes });
}

function tellAnswer(at: Desk, question: Question, answering: Answering | null, result: 'Proceed' | 'Abort'): ExitCode {
  const what = `${question.stop.id}: ${question.interruption.title}`;
  if (!answering) {
    at.say(`${what}\n  nobody of the rehearsed people may answer this`);
    return exitCodes.notPermitted;
  }
  if (answering.is === 'answered') {
    at.print(`${what}\n  ${result === 'Proceed' ? 'approved' : 'rejected'} by ${answering.person}`);
    return exitCodes.done;
  }
  if (answering.is === 'refused') {
    at.say(`${what}\n  ${answering.message}\n  ${answering.hint}`);
    return exitCodes.notPermitted;
  }
  at.say(`${what}\n  not answered: ${answering.message}`);
  return exitCodes.failed;
}
