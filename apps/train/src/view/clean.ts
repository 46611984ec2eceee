import { redact } from '@octotrain/command-line';

/**
 * What people or servers wrote, fit to be shown: no keys or tokens that somebody pasted, no control characters that would move a terminal's
 * cursor. Line ends stay.
 */
export function clean(text: string): string {
  return redact(text)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***')
    .replace(/(?![\r\n\t])\p{Control}/gu, '');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s*[\r\n]+\s*/g, ' ');
}
