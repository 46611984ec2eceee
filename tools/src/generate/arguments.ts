import { parseArgs } from 'node:util';

/** What the command was asked to do. */
export interface GenerateArguments {
  /** Address of a server or of its document, or a file. */
  readonly from: string;
  /** Where types go; to stdout when absent. */
  readonly out?: string;
  /** Name of the environment variable that holds an API key. */
  readonly keyFromEnv?: string;
}

const usage = 'generate --from URL|FILE [--out FILE] [--key-from-env NAME]';

/** Reads the command line, or says in one line what is wrong with it. */
export function readArguments(args: readonly string[]): GenerateArguments | { readonly problem: string } {
  const options = { from: { type: 'string' }, out: { type: 'string' }, 'key-from-env': { type: 'string' } } as const;
  try {
    // pnpm hands on the -- that may stand before the flags of a script.
    const { values } = parseArgs({ args: args.filter((argument) => argument !== '--'), options, strict: true });
    const { from, out, 'key-from-env': keyFromEnv } = values;
    if (!from) return { problem: `say where the document is: ${usage}` };
    return { from, ...(out ? { out } : {}), ...(keyFromEnv ? { keyFromEnv } : {}) };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}; usage: ${usage}` };
  }
}
