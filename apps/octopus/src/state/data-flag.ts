/** The folder that a command is about. */
export const dataFlag = {
  kind: 'parsed',
  parse: String,
  placeholder: 'DIR',
  brief: 'The data folder',
} as const;
