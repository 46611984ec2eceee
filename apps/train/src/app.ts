import { type ProgramContext, programConfiguration } from '@octotrain/command-line';
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

/** The program `train`. */
export const app = buildApplication<ProgramContext>(
  buildRouteMap({
    routes: { run, plan, status, report, approve, reject, resume },
    defaultCommand: 'run',
    docs: { brief: 'Release trains for Octopus Deploy' },
  }),
  programConfiguration({ name: 'train', version: packageJson.version }),
);
