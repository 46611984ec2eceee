import { StepProblem } from '../kubernetes/step-problem.ts';
import type { ShellStep } from './shell-step.ts';

/**
 * Arguments of helm without a secret in them, since everybody on a machine can read the arguments of a program: a value that is set and holds
 * one is given as a file instead.
 *
 * @throws {StepProblem} when a secret stands elsewhere in them.
 */
export async function withoutSecretArguments(step: ShellStep, args: readonly string[]): Promise<string[]> {
  const { masks, folder } = step;
  const safe: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [argument = '', next = ''] = args.slice(at, at + 2);
    const joined = /^(--set(?:-string)?)=(.*)$/s.exec(argument);
    const apart = argument === '--set' || argument === '--set-string';
    const assignment = joined?.[2] ?? (apart ? next : undefined);
    if (assignment === undefined || masks.mask(assignment) === assignment) {
      if (masks.mask(argument) !== argument) throw secretInArguments(step);
      safe.push(argument);
      continue;
    }
    if (apart) at += 1;
    const equals = assignment.indexOf('=');
    const [name, value] = [assignment.slice(0, equals), assignment.slice(equals + 1)];
    // Several values in one argument cannot be told apart from a value with a comma in it.
    if (equals < 1 || masks.mask(name) !== name || value.replaceAll('\\,', '').includes(',')) {
      throw secretInArguments(step);
    }
    const file = await folder.write(`secrets/${safe.length}`, value.replaceAll('\\,', ','));
    safe.push('--set-file', `${name}=${file}`);
  }
  return safe;
}

function secretInArguments({ run }: ShellStep): StepProblem {
  return new StepProblem(
    `The additional arguments of '${run.step.Name}' hold a secret, which everybody on the machine could read. ` +
      'Put it into inline values, or into one --set NAME=VALUE of its own.',
  );
}
