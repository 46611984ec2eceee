import type { ExecFileException } from 'node:child_process';
import { CredentialError } from '../errors/from-credential.ts';
import type { CredentialSource } from './credential.ts';
import { credentialFromText, type SecretKind } from './secret-text.ts';

/** How the command is run. */
export interface CommandOptions extends SecretKind {
  /** Instead of this process' own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** It is ended after that. Default 30000. */
  readonly timeoutMs?: number;
}

/** More than any key or token is long. */
const mostBytes = 65_536;

/**
 * An API key, or an access token, that a program prints, such as a password manager's. Run when it is first needed, and again when the server refuses
 * what it printed. Started without a shell: its arguments mean what they say. What it writes to stderr is not looked at, for it may be secret. Node
 * only. Throws a CredentialError when it cannot be started, fails, takes too long, or prints nothing or more than one word.
 */
export function credentialFromCommand(
  command: readonly [program: string, ...args: string[]],
  options: CommandOptions = {},
): CredentialSource {
  const [program, ...args] = command;
  const { env, folder, timeoutMs = 30_000, ...kind } = options;
  return async ({ signal }) => {
    const { execFile } = await import('node:child_process');
    const text = await new Promise<string>((resolve, reject) => {
      execFile(
        program,
        args,
        { env, cwd: folder, timeout: timeoutMs, maxBuffer: mostBytes, signal, shell: false, windowsHide: true },
        (fault, stdout) => {
          if (!fault) return resolve(stdout);
          reject(
            new CredentialError(`${program} ${ending(fault, timeoutMs)}`, {
              hint: 'Run the command by hand and see that it prints the key and nothing else.',
            }),
          );
        },
      );
    });
    return credentialFromText(text, { ...kind, from: `what ${program} prints` });
  };
}

/** Says no word of what the program said. */
function ending({ code, killed, signal }: ExecFileException, timeoutMs: number): string {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `prints more than ${mostBytes} bytes`;
  if (typeof code === 'string') return `could not be started (${code})`;
  if (killed) return `was ended after ${timeoutMs} ms`;
  return typeof code === 'number' ? `ended with ${code}` : `was ended by ${signal}`;
}
