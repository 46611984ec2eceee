import type { Asking, ScriptEffect } from './effects.ts';
import type { CommandResult } from './kubectl.ts';

const levels: Readonly<Record<string, Extract<ScriptEffect, { kind: 'log' }>['level']>> = {
  write_verbose: 'Verbose',
  write_highlight: 'Highlight',
  write_warning: 'Warning',
  write_error: 'Error',
};

const done: CommandResult = { code: 0, output: '' };

/** The functions that Octopus gives to Bash scripts; undefined for every other command. [docs] */
export function* octopusFunction(words: readonly string[]): Asking<CommandResult | undefined> {
  const [program = '', first = '', second = '', third = ''] = words;
  const level = levels[program];
  if (level !== undefined) {
    yield { kind: 'log', level, text: words.slice(1).join(' ') };
    return done;
  }
  switch (program) {
    case 'set_octopusvariable':
      yield { kind: 'output', name: first, value: second, sensitive: third === '-sensitive' };
      return done;
    case 'get_octopusvariable': {
      const { code, lines } = yield { kind: 'variable', name: first };
      return { code, output: lines.join('\n') };
    }
    default:
      return undefined;
  }
}
