import { expectKnown, type Path } from '../check/names.ts';
import { type StepEntry, type WholeStep, type WrittenStep, wholeStep } from '../file/steps.ts';
import { fillWords } from '../resolve/fill-pattern.ts';
import type { Expansion } from './expansion.ts';

/** What a step without kind and pattern has. Where the schema refused the kind, it has said so already. */
export const missingKind = 'missing-kind';

interface StepExpansion {
  readonly expansion: Expansion;
  readonly path: Path;
  readonly step: WrittenStep;
  /** What a pattern may speak of. */
  readonly words: Readonly<Record<string, string>>;
}

/** A step with what its pattern says, and its script read; undefined when something about it was wrong. */
export function expandStep(options: StepExpansion): StepEntry | undefined {
  const whole = mergeStep(options);
  return whole && readScript(whole, options);
}

function mergeStep({ expansion, path, step, words }: StepExpansion): WholeStep | undefined {
  if (!isUsed(step)) return step;
  const { kind: _kind, use, ...own } = step;
  const { report, origins, file } = expansion;
  const patterns = file.steps ?? {};
  if (use === undefined) {
    const hint = 'one of: helm, kubernetesYaml, script, manual; or `use`, with the name of a pattern';
    report([...path, 'kind'], { code: missingKind, message: '`kind` is missing', hint });
    return undefined;
  }
  const known = Object.keys(patterns);
  expectKnown({ report, path: [...path, 'use'], names: use, kind: 'step pattern', known });
  const pattern = patterns[use];
  if (!pattern) return undefined;
  for (const key of Object.keys(pattern)) {
    if (!(key in own)) origins.add([...path, key], ['steps', use, key]);
  }
  const merged = wholeStep.safeParse({ ...Object(fillDeep(pattern, words)), ...own });
  if (merged.success) return merged.data;
  for (const issue of merged.error.issues) {
    const field = String(issue.path[0] ?? '');
    const stray = issue.code === 'unrecognized_keys' ? issue.keys : [];
    for (const key of stray) {
      const message = `a step of the kind \`${pattern.kind}\` has no \`${key}\``;
      report([...path, key], { code: 'unknown-key', message, hint: `the kind comes from the pattern \`${use}\`` });
    }
    if (stray.length > 0) continue;
    const message = `neither the step nor its pattern \`${use}\` says its \`${field}\``;
    report(path, { code: 'missing-key', message, hint: `add \`${field}\` to one of them` });
  }
  return undefined;
}

function isUsed(step: WrittenStep): step is Exclude<WrittenStep, WholeStep> {
  return step.kind === undefined || step.kind === 'pattern';
}

function fillDeep(value: unknown, words: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fillWords(value, words);
  if (Array.isArray(value)) return value.map((one) => fillDeep(one, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillDeep(one, words)]));
}

function readScript(step: WholeStep, { expansion, path }: StepExpansion): StepEntry | undefined {
  if (step.kind !== 'script') return step;
  if (typeof step.script === 'string') return { ...step, script: step.script };
  const { report, read } = expansion;
  const { file } = step.script;
  const at = [...path, 'script', 'file'];
  if (/^([a-z]:|[\\/])|(^|[\\/])\.\.([\\/]|$)|\\/i.test(file)) {
    const message = `\`${file}\` leads out of the lab file’s folder`;
    report(at, { code: 'file-outside', message, hint: 'write a path below that folder, with / between its parts' });
    return undefined;
  }
  const text = read?.(file)?.replaceAll('\r\n', '\n');
  if (text === undefined || text.trim() === '') {
    const message =
      text === undefined ? `there is no file \`${file}\` beside the lab file` : `the file \`${file}\` is empty`;
    report(at, { code: 'script-not-found', message, hint: 'write the script into it, or write it here' });
    return undefined;
  }
  return { ...step, script: text };
}
