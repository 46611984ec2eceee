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
  brief: 'Write secrets again, although they cannot be compared',
} as const;

/** The lab file of a command that edits it. */
export const labFileFlag = {
  kind: 'parsed',
  parse: String,
  placeholder: 'FILE',
  brief: 'Lab file; lab.yaml here when left out',
  optional: true,
} as const;
