import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exitCodeTable, referencePage } from '@octotrain/command-line';
import { app as bootstrap } from '../../../apps/bootstrap/src/app.ts';
import { app as lab } from '../../../apps/lab/src/app.ts';
import { app as octopus } from '../../../apps/octopus/src/app.ts';
import { app as train } from '../../../apps/train/src/app.ts';
import { readEventShapes } from './event-fields.ts';
import { eventMeanings, stateMeanings } from './event-meanings.ts';
import { eventPage } from './event-page.ts';
import { withGeneratedPart } from './generated-part.ts';

/** A generated page; `file` is its path from `docs/reference`. */
export interface ReferencePage {
  readonly file: string;
  readonly content: string;
}

/** Pages of the folder that are made, and held true, by a test: what they say must happen before it can be told. */
export const pagesOfTests: readonly string[] = ['client-faults.md'];

/** All pages, from the very definitions that the programs run on. */
export function referencePages(): readonly ReferencePage[] {
  const events = fileURLToPath(new URL('../../../packages/train-engine/src/events/train-event.ts', import.meta.url));
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
  return [
    {
      file: 'train.md',
      content: referencePage({
        app: train,
        title: 'train',
        introduction: 'Runs release trains. What `--json` writes: [events of a run](events.md).',
        invocation: 'pnpm train',
      }),
    },
    {
      file: 'bootstrap.md',
      content: referencePage({
        app: bootstrap,
        title: 'bootstrap',
        introduction: 'Makes a server match a lab file.',
        invocation: 'pnpm bootstrap',
      }),
    },
    {
      file: 'octopus.md',
      content: referencePage({
        app: octopus,
        title: 'octopus',
        introduction: 'The embedded server as a program.',
        invocation: 'pnpm --silent octopus',
      }),
    },
    {
      file: 'lab.md',
      content: referencePage({
        app: lab,
        title: 'lab',
        introduction:
          "FinPay's whole lab on one machine: real clusters, a server that deploys to them, Friday morning.",
        invocation: 'pnpm lab',
      }),
    },
    {
      file: 'events.md',
      content: eventPage({ shapes: readEventShapes(events), meanings: eventMeanings, states: stateMeanings }),
    },
    {
      file: '../../README.md',
      content: withGeneratedPart(readme, { name: 'exit codes', content: exitCodeTable() }),
    },
  ];
}
