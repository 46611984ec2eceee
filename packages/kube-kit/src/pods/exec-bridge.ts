import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { CommandEnd } from './curl.ts';

/**
 * The program that kwok runs for an exec: it fetches from the bridge what to write and how to end. It is all that is
 * ever run on the machine.
 */
const shim = `const [path, ticket] = process.argv.slice(2);
const socket = require('node:net').connect(path);
let text = '';
socket.setEncoding('utf8');
socket.on('connect', () => socket.write(ticket + '\\n'));
socket.on('data', (chunk) => { text += chunk; });
socket.on('error', (error) => { process.stderr.write(String(error.message) + '\\n'); process.exitCode = 126; });
socket.on('end', () => {
  if (text === '') process.exit(126);
  const end = JSON.parse(text);
  process.stdout.write(end.stdout, () => process.stderr.write(end.stderr, () => process.exit(end.exit)));
});
`;

const mostWaiting = 1000;

/** Leads the commands that kwok is asked to run back into this process. */
export interface ExecBridge {
  /** An empty folder, for the program to stand in. */
  readonly workFolder: string;
  /** The command to give to kwok in place of the real one; it plays that one once, for whoever has the ticket. */
  commandFor(play: () => Promise<CommandEnd>): { readonly words: readonly string[]; readonly ticket: string };
  close(): Promise<void>;
}

/** Opens the bridge in a folder of its own; only its owner may use it. */
export async function openExecBridge({ folder }: { folder: string }): Promise<ExecBridge> {
  const workFolder = join(folder, 'empty');
  const program = join(folder, 'exec.cjs');
  const path = join(folder, 'exec.sock');
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  await writeFile(program, shim, { mode: 0o600 });
  const waiting = new Map<string, () => Promise<CommandEnd>>();
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8').on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let text = '';
    socket.on('data', (chunk: string) => {
      text += chunk;
      const ticket = text.split('\n', 2);
      if (ticket.length < 2) return;
      const play = waiting.get(ticket[0] ?? '');
      waiting.delete(ticket[0] ?? '');
      if (play === undefined) return socket.destroy();
      void play().then((end) => socket.end(JSON.stringify(end)));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  await chmod(path, 0o600);

  return {
    workFolder,
    commandFor(play) {
      const ticket = randomUUID();
      waiting.set(ticket, play);
      // kwok did not run some: nobody comes for those any more.
      const [oldest] = waiting.keys();
      if (waiting.size > mostWaiting && oldest !== undefined) waiting.delete(oldest);
      return { words: [process.execPath, program, path, ticket], ticket };
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
