import type { Lab } from '../model/lab.ts';
import { fileText } from './file-text.ts';
import { labFileOf } from './lab-file-of.ts';

/**
 * The text of a lab file that `loadLab` reads as this lab, in the shortest form that the format has. `heading` is a
 * comment at the top, one line each. References to secrets stay references. What the model cannot say of a file is lost: its
 * comments, descriptions of clusters, and how things that spaces share were written.
 */
export function writeLab(lab: Lab, options: { heading?: readonly string[] } = {}): string {
  return fileText(labFileOf(lab), options.heading);
}
