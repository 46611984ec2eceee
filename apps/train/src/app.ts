import { durationParser, programConfiguration } from '@octotrain/command-line';
import { buildApplication, buildCommand, buildRouteMap } from '@stricli/core';
import packageJson from '../package.json' with { type: 'json' };
import {
  askFlag,
  fileArgument,
  freshFlag,
  jsonFlag,
  notesParser,
  requestedByFlag,
  runArgument,
  stateFlag,
  takeOverFlag,
  waitFlag,
} from './commands/flags.ts';
import type { TrainContext } from './connect/edges.ts';

const run = buildCommand({
  docs: {
    brief: 'Run a release train: plan, table, ask, run, report',
    fullDescription:
      'Runs the train of FILE. Without OCTOPUS_URL it is a rehearsal on an embedded server. The same file again goes on with its open run.',
  },
  loader: async () => (await import('./commands/run.handler.ts')).run,
  parameters: {
    flags: {
      yes: { kind: 'boolean', default: false, brief: 'Do not ask before the run starts' },
      json: jsonFlag,
      ask: askFlag,
      fresh: freshFlag,
      wait: waitFlag,
      requestedBy: requestedByFlag,
      state: stateFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});

const plan = buildCommand({
  docs: { brief: 'Show what a run would do; changes nothing' },
  loader: async () => (await import('./commands/plan.handler.ts')).plan,
  parameters: {
    flags: {
      detailedExitcode: { kind: 'boolean', default: false, brief: 'End with 2 when there is something to deploy' },
      json: jsonFlag,
      fresh: freshFlag,
      requestedBy: requestedByFlag,
      state: stateFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});

const answerParameters = {
  flags: {
    notes: { kind: 'parsed', parse: notesParser, placeholder: 'TEXT', brief: 'Why: kept in Octopus and in the report' },
    gate: {
      kind: 'parsed',
      parse: String,
      optional: true,
      placeholder: 'ID',
      brief: 'Which gate, when the run waits at several',
    },
    all: { kind: 'boolean', default: false, brief: 'Every gate that the run waits at' },
    state: stateFlag,
  },
  positional: { kind: 'tuple', parameters: [runArgument] },
} as const;

const approve = buildCommand({
  docs: { brief: 'Say yes at a gate, as the owner of OCTOPUS_API_KEY' },
  loader: async () => (await import('./commands/answer.handler.ts')).approve,
  parameters: answerParameters,
});

const reject = buildCommand({
  docs: { brief: 'Say no at a gate, as the owner of OCTOPUS_API_KEY' },
  loader: async () => (await import('./commands/answer.handler.ts')).reject,
  parameters: answerParameters,
});

const resume = buildCommand({
  docs: {
    brief: 'Go on with a run where it stands',
    fullDescription:
      'Goes on from the journal of the run; where none is here, from what the server keeps of it: then smoke tests are made again, and whatever may have been sent is looked for first.',
  },
  loader: async () => (await import('./commands/resume.handler.ts')).resume,
  parameters: {
    flags: { json: jsonFlag, ask: askFlag, wait: waitFlag, takeOver: takeOverFlag, state: stateFlag },
    positional: { kind: 'tuple', parameters: [runArgument] },
  },
});

const tick = buildCommand({
  docs: {
    brief: 'Bring open runs on by one pass: for timers and scheduled jobs',
    fullDescription:
      'One pass over RUN, the newest open run, or all of them: looks, does what is due, writes it down and ends. Ends with 3 while another pass is wanted. Several may run at once: each run is driven by one of them.',
  },
  loader: async () => (await import('./commands/tick.handler.ts')).tick,
  parameters: {
    flags: {
      all: { kind: 'boolean', default: false, brief: 'Every open run, also those that only the server knows of' },
      for: {
        kind: 'parsed',
        parse: durationParser,
        optional: true,
        placeholder: 'DURATION',
        brief: 'Stay, and go on with passes: 10m, 2h',
      },
      json: jsonFlag,
      state: stateFlag,
    },
    positional: { kind: 'tuple', parameters: [runArgument] },
  },
});

const keyArgument = { brief: 'The train', parse: String, placeholder: 'TRAIN' } as const;

const halt = buildCommand({
  docs: {
    brief: 'Keep a train from its next write, wherever it is driven',
    fullDescription:
      'What is under way on the server goes on. The train starts nothing more until `unhalt` lets it go.',
  },
  loader: async () => (await import('./commands/halt.handler.ts')).halt,
  parameters: {
    flags: {
      notes: { kind: 'parsed', parse: notesParser, placeholder: 'TEXT', brief: 'Why: told to everybody who is kept' },
      state: stateFlag,
    },
    positional: { kind: 'tuple', parameters: [keyArgument] },
  },
});

const unhalt = buildCommand({
  docs: { brief: 'Let a halted train go again' },
  loader: async () => (await import('./commands/halt.handler.ts')).unhalt,
  parameters: { flags: { state: stateFlag }, positional: { kind: 'tuple', parameters: [keyArgument] } },
});

const init = buildCommand({
  docs: {
    brief: 'Set a server up to keep the record of trains',
    fullDescription:
      'Makes the project `Release Trains` in a space: runs are kept there as releases, the locks of trains as variables, and its runbook asks for approvals. What is there already stays.',
  },
  loader: async () => (await import('./commands/init.handler.ts')).init,
  parameters: {
    flags: {
      space: { kind: 'parsed', parse: String, placeholder: 'SPACE', brief: 'The space, by name or id' },
      team: {
        kind: 'parsed',
        parse: String,
        variadic: true,
        optional: true,
        placeholder: 'TEAM',
        brief: 'A team that may be asked for approval; several times for several',
      },
      yes: { kind: 'boolean', default: false, brief: 'Do not ask before anything is made' },
      state: stateFlag,
    },
  },
});

const readParameters = {
  flags: { json: jsonFlag, state: stateFlag },
  positional: { kind: 'tuple', parameters: [runArgument] },
} as const;

const status = buildCommand({
  docs: { brief: 'Show where a run stands, from its journal' },
  loader: async () => (await import('./commands/status.handler.ts')).status,
  parameters: readParameters,
});

const report = buildCommand({
  docs: { brief: 'Show what a run did, who approved what, and what proves it' },
  loader: async () => (await import('./commands/status.handler.ts')).report,
  parameters: readParameters,
});

const verify = buildCommand({
  docs: {
    brief: 'Prove that a journal is what was written, against what the server was told',
    fullDescription:
      'Ends with 1 where journal and server contradict each other, and with 6 where not all can be proven.',
  },
  loader: async () => (await import('./commands/verify.handler.ts')).verify,
  parameters: readParameters,
});

/** The program `train`. */
export const app = buildApplication<TrainContext>(
  buildRouteMap({
    routes: { run, plan, status, report, approve, reject, resume, tick, halt, unhalt, verify, init },
    defaultCommand: 'run',
    docs: { brief: 'Release trains for Octopus Deploy' },
  }),
  programConfiguration({ name: 'train', version: packageJson.version }),
);
