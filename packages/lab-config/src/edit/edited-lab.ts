import type { Problem } from '@octotrain/checked-yaml';
import { type LoadedLab, loadLab } from '../load/load-lab.ts';
import type { LabText } from '../load/whole-file.ts';
import type { Lab } from '../model/lab.ts';

/** A text that was changed and is a lab again, or what is wrong; then nothing should be written. */
export type EditedLab =
  | {
      readonly ok: true;
      readonly text: string;
      readonly lab: Lab;
      /** The line that begins what was put in, or that stood where something was taken out; counted from 1. */
      readonly line: number;
    }
  | { readonly ok: false; readonly problems: readonly EditProblem[] };

/** Why a text is not changed. */
export type EditProblem = Pick<Problem, 'code' | 'message'> & Partial<Problem>;

/** Looks whether a changed text is a lab. Problems are told with places of the changed text. */
export function editedLab(options: LabText & { from: number }): EditedLab {
  const { from, ...changed } = options;
  const { text } = changed;
  const loaded: LoadedLab = loadLab(changed);
  if (!loaded.ok) return loaded;
  return { ok: true, text, lab: loaded.lab, line: text.slice(0, from).split('\n').length };
}

/** A refusal with one problem. */
export function refusal(code: string, message: string, hint?: string): EditedLab {
  return { ok: false, problems: [{ code, message, ...(hint === undefined ? {} : { hint }) }] };
}

/** What is wrong with a text that was to be edited comes before what is wrong with the edit. */
export function unlessWrong(before: LabText, refused: EditedLab): EditedLab {
  const loaded = loadLab(before);
  return loaded.ok ? refused : loaded;
}
