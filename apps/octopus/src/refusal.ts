import { type ExitCode, exitCodes, type ProgramContext } from '@octotrain/command-line';
import { FolderInUseError } from '@octotrain/octopus-emulator';

/** A mistake of the caller, told in one sentence. */
export class Refusal extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a command; a refusal, and what `refusalOf` takes for one, is told on stderr and becomes the exit code. */
export async function refusing(
  context: ProgramContext,
  run: () => Promise<void>,
  refusalOf: (error: unknown) => Refusal | undefined = () => undefined,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const refusal = error instanceof Refusal ? error : (refusalOf(error) ?? folderInUse(error));
    if (refusal === undefined) throw error;
    context.stderr.write(`${refusal.message}\n`);
    context.setExitCode(refusal.exitCode);
  }
}

function folderInUse(error: unknown): Refusal | undefined {
  return error instanceof FolderInUseError ? new Refusal(error.message, exitCodes.heldByAnother) : undefined;
}
