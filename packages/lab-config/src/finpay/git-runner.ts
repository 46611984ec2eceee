import { spawn } from 'node:child_process';

/** How a program ended; `exitCode` is undefined when it could not be started. */
export interface GitResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in a folder, with `input` on its standard input. */
export type RunGit = (options: {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input?: string;
}) => Promise<GitResult>;

/**
 * Runs the `git` of the path, without a shell. Settings of the person and the machine do not reach it, so that the same
 * input gives the same repository everywhere.
 */
export const gitRunner: RunGit = ({ args, cwd, input }) =>
  new Promise((resolve) => {
    const child = spawn('git', [...args], { cwd, env: gitEnvironment(process.env), windowsHide: true });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', (error) => resolve({ exitCode: undefined, stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ exitCode: code ?? undefined, stdout, stderr }));
    child.stdin.on('error', () => {
      // git left before it read everything; its exit code says why
    });
    child.stdin.end(input ?? '');
  });

/** Variables such as GIT_DIR would lead git away from `cwd`. */
function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_DEFAULT_HASH: 'sha1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
