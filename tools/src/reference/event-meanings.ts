import type { StopStatus, TrainEvent } from '@octotrain/train-engine';

/** What each event tells, in the order of a run. An event without a sentence here does not compile. */
export const eventMeanings: Readonly<Record<TrainEvent['event'], string>> = {
  'run-started': 'The plan is agreed and written down; nothing was sent yet.',
  'run-resumed': 'Another process goes on with the run.',
  release: "A car's release was found on the server, or created.",
  stop: 'A stop changed its state. The last one of a stop says how it ended, and why.',
  deployment: 'A deployment of the train exists on the server: posted by the train, or adopted.',
  'deployment-added': 'The server deployed something by itself, beside the stops of the train.',
  'approval-asked': 'People are asked, in Octopus; the train waits.',
  'approval-answered': 'An answer was given, or one that does not count was refused.',
  smoke: 'A smoke test came to a result.',
  defect:
    'A smoke test failed after the server had said Success: a defect was reported on the release, or could not be.',
  'task-cancelled': 'The train cancelled a task of its own.',
  duplicate: 'Two of a kind were found where one was meant. Reported always, cancelled where it had not started.',
  'run-finished': 'The run is over; no event follows.',
};

/** What each state of a stop means. A state without a sentence here does not compile. */
export const stateMeanings: Readonly<Record<StopStatus, string>> = {
  pending: 'Not its turn yet.',
  waiting: 'A person has to answer.',
  deploying: 'The server is at work.',
  verifying: 'The server is done; smoke tests run.',
  succeeded: 'Deployed, and every smoke test passed.',
  unchanged: 'It stood already as the train wants it.',
  failed: 'The server or a smoke test said no.',
  rejected: 'A person said no.',
  skipped: 'Never started, for something before it did not end well.',
  unknown: 'Nobody can tell; a person must look.',
};
