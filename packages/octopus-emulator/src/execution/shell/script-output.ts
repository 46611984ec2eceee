import type { LogCategory } from '../../tasks/state.ts';
import type { Masks } from './masks.ts';
import { partsOfLine, type ServiceMessage } from './service-messages.ts';

/** A file that a script wants to be kept. */
interface AnnouncedArtifact {
  readonly path: string;
  readonly name: string;
}

/** What a script said, besides lines for the log. */
export interface ScriptOutput {
  hear(line: string, stream: 'stdout' | 'stderr'): void;
  readonly outputs: Readonly<Record<string, string>>;
  /** Outputs that must not appear in a log. */
  readonly secrets: readonly string[];
  readonly artifacts: readonly AnnouncedArtifact[];
  /** It wrote to its error stream. */
  wroteErrors(): boolean;
  /** Why it failed, in its own words. */
  reason(): string | undefined;
}

type Level = LogCategory | 'ignored';

/** How lines are told from a message on: by the message's name. [client; guess for `wait`] */
const levels: Readonly<Record<string, { readonly stream: 'stdout' | 'stderr'; readonly level: Level }>> = {
  'stdout-default': { stream: 'stdout', level: 'Info' },
  'stdout-verbose': { stream: 'stdout', level: 'Verbose' },
  'stdout-highlight': { stream: 'stdout', level: 'Highlight' },
  'stdout-wait': { stream: 'stdout', level: 'Wait' },
  'stdout-warning': { stream: 'stdout', level: 'Warning' },
  'stdout-error': { stream: 'stdout', level: 'Error' },
  'stdout-ignore': { stream: 'stdout', level: 'ignored' },
  'stderr-default': { stream: 'stderr', level: 'Error' },
  'stderr-error': { stream: 'stderr', level: 'Error' },
  'stderr-progress': { stream: 'stderr', level: 'Verbose' },
  'stderr-ignore': { stream: 'stderr', level: 'ignored' },
};

/** Listens to a script: its lines go to `log`, which masks them; its service messages are carried out, or named there. */
export function listenToScript(masks: Masks, log: (category: LogCategory, text: string) => void): ScriptOutput {
  const outputs: Record<string, string> = {};
  const secrets: string[] = [];
  const artifacts: AnnouncedArtifact[] = [];
  const level: Record<'stdout' | 'stderr', Level> = { stdout: 'Info', stderr: 'Error' };
  let wroteErrors = false;
  let reason: string | undefined;

  function carryOut({ name, values }: ServiceMessage): void {
    const change = levels[name];
    if (change !== undefined) {
      level[change.stream] = change.level;
      return;
    }
    switch (name) {
      case 'setVariable': {
        const { name: variable = '', value = '', sensitive = '' } = values;
        if (variable === '') return;
        outputs[variable] = value;
        if (sensitive.toLowerCase() !== 'true') return;
        secrets.push(value);
        masks.add(value);
        return;
      }
      case 'mask':
        masks.add(values.value ?? '');
        return;
      case 'createArtifact':
        artifacts.push({ path: values.path ?? '', name: values.name ?? '' });
        return;
      case 'resultMessage':
        reason = values.message;
        return;
      case 'progress':
        log('Verbose', `${values.percentage ?? '?'} %: ${values.message ?? ''}`);
        return;
      default:
        log('Warning', `simulated: the script's '${name}' is not carried out`);
    }
  }

  return {
    hear(line, stream) {
      for (const part of partsOfLine(line)) {
        if ('message' in part) carryOut(part.message);
        else {
          wroteErrors ||= stream === 'stderr' && level.stderr === 'Error';
          const category = level[stream];
          if (category !== 'ignored') log(category, part.text);
        }
      }
    },
    outputs,
    secrets,
    artifacts,
    wroteErrors: () => wroteErrors,
    reason: () => (reason === undefined ? undefined : masks.mask(reason)),
  };
}
