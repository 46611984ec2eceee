import { selectorHelp } from '../only/selector-help.ts';

/** The lab file, for every command that reads one. */
export const fileArgument = {
  parse: String,
  placeholder: 'FILE',
  brief: "Lab file; FinPay's when left out",
  optional: true,
} as const;

/** Machine-readable output. */
export const jsonFlag = { kind: 'boolean', default: false, brief: 'Print JSON and nothing else on stdout' } as const;

/** Secrets cannot be compared, so that writing them again has to be asked for. */
export const rewriteSecretsFlag = {
  kind: 'boolean',
  default: false,
  brief: 'Write all secrets again, also those that are not known to have changed',
} as const;

/** The lab file of a command that edits it. */
export const labFileFlag = {
  kind: 'parsed',
  parse: String,
  placeholder: 'FILE',
  brief: 'Lab file; lab.yaml here when left out',
  optional: true,
} as const;

/** Parts of the file and of the server. */
export const onlyFlag = {
  kind: 'parsed',
  parse: String,
  variadic: true,
  optional: true,
  placeholder: 'SELECTOR',
  brief: `Only these things, with what they need (${selectorHelp}); may be given more than once`,
} as const;

/** Removing has to be asked for. */
export const pruneFlag = {
  kind: 'boolean',
  default: false,
  brief: 'Also remove what the file does not name, in the spaces and kinds that it speaks of',
} as const;
