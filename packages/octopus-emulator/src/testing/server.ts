import type { ServerTask } from '@octotrain/octopus-client';
import { type VirtualClock, virtualClock } from '../clock/virtual-clock.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';
import { finpayGit } from './finpay-git.ts';

/** An answer; a failure has the server's error form. */
interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

interface Problem {
  readonly ErrorMessage: string;
  readonly Errors: readonly string[];
}

/** An emulator under a virtual clock, spoken to over `fetch`. */
export interface Server {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  /** Sends a request, as the administrator or with another key, and expects it to succeed. */
  send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T>;
  /** Sends a request that should be refused. */
  ask(method: string, path: string, body?: unknown, key?: string): Promise<Answer<Problem>>;
  /** Lets simulated time pass. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until something holds; fails after an hour of it. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets time pass until a task ends or waits for a person, and gives it. */
  settle(taskId: string): Promise<ServerTask>;
}

const SLICE_MS = 250;
const HOUR_MS = 3_600_000;

export async function startServer(options: EmulatorOptions = {}): Promise<Server> {
  const clock = virtualClock(Date.parse('2026-01-02T09:00:00Z'));
  const emulator = await createEmulator({ clock, git: finpayGit, ...options });
  return serve(emulator, clock);
}

export function serve(emulator: Emulator, clock: VirtualClock): Server {
  async function exchange<T>(method: string, path: string, body?: unknown, key?: string): Promise<Answer<T>> {
    const response = await emulator.fetch(
      new Request(`http://octopus${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': key ?? emulator.administratorKey, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    // The test says what it expects; a text or nothing at all stands for itself.
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T };
  }

  async function send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const answer = await exchange<T>(method, path, body, key);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += SLICE_MS) {
      clock.advance(SLICE_MS);
      await emulator.world.background.settled();
    }
  }

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (let passed = 0; passed < HOUR_MS; passed += 1_000) {
      if (await holds()) return;
      await pass(1_000);
    }
    throw new Error('nothing came of it in an hour');
  }

  async function settle(taskId: string): Promise<ServerTask> {
    await until(async () => {
      const task = emulator.world.store.get('ServerTasks', taskId);
      return (
        task !== undefined &&
        (task.HasPendingInterruptions || !['Queued', 'Executing', 'Cancelling'].includes(task.State))
      );
    });
    return send('GET', `/api/tasks/${taskId}`);
  }

  return { emulator, clock, send, ask: exchange, pass, until, settle };
}
