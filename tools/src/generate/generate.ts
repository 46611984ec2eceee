import { type ExitCode, exitCodes } from '@octotrain/command-line';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { readArguments } from './arguments.ts';
import type { ApiDocument } from './document.ts';
import { readDocument } from './read-document.ts';
import { type Failure, type ReadPorts, readText } from './read-text.ts';
import { repair } from './repair/repair.ts';

/** What the command needs of the world. */
export interface GeneratePorts extends ReadPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** To stdout: the types. */
  readonly write: (text: string) => void;
  /** To stderr: one line. */
  readonly tell: (line: string) => void;
}

/** Makes TypeScript types from a server's own description of its API. Expected failures are one line and an exit code. */
export async function generate(args: readonly string[], ports: GeneratePorts): Promise<ExitCode> {
  const failure = await tryGenerate(args, ports);
  if (failure === undefined) return exitCodes.done;
  ports.tell(failure.problem);
  return failure.code;
}

async function tryGenerate(args: readonly string[], ports: GeneratePorts): Promise<Failure | undefined> {
  const asked = readArguments(args);
  if ('problem' in asked) return { ...asked, code: exitCodes.usage };
  const { from, out, keyFromEnv } = asked;
  const apiKey = keyFromEnv === undefined ? undefined : ports.env[keyFromEnv];
  if (keyFromEnv !== undefined && !apiKey) {
    return { problem: `the environment variable ${keyFromEnv} is empty`, code: exitCodes.usage };
  }
  const read = await readText(ports, { from, apiKey });
  if ('problem' in read) return read;
  const document = readDocument(read.text);
  if ('problem' in document) return { problem: `${from} ${document.problem}`, code: exitCodes.usage };
  const repaired = repair(document);
  for (const line of repaired.told) ports.tell(line);
  let types: string;
  try {
    types = await typesOf(repaired.document);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { problem: `${from} cannot be turned into types: ${why}`, code: exitCodes.usage };
  }
  return hand(ports, out, types);
}

async function hand(ports: GeneratePorts, out: string | undefined, types: string): Promise<Failure | undefined> {
  if (out === undefined) {
    ports.write(types);
    return undefined;
  }
  try {
    await ports.writeFile(out, types);
    return undefined;
  } catch (error) {
    return { problem: `${out} cannot be written (${Object(error).code ?? error})`, code: exitCodes.unwritable };
  }
}

async function typesOf(document: ApiDocument): Promise<string> {
  // The generator declares the same structure under its own, stricter names.
  const nodes = await openapiTS(document as unknown as OpenAPI3, { alphabetize: true, silent: true });
  return `// Generated from a server's own description of its API. Do not edit.\n\n${astToString(nodes)}`;
}
