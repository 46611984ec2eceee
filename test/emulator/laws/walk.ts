import type { Answer } from '../../contract/contract-world.ts';
import type { Command, Plan } from './plan.ts';
import { type PlannedServer, plannedServer, space } from './server.ts';

/** A release that the walk made. */
interface WalkedRelease {
  readonly id: string;
  readonly lifecycle: number;
  isBlocked: boolean;
}

/** One command, and what the server said. */
export interface Step {
  readonly command: Command;
  /** Nothing was sent where there was nothing to do it to. */
  readonly answer: Answer | undefined;
  readonly nowMs: number;
}

/** A walk that goes on. */
export interface Walk {
  readonly plan: Plan;
  readonly server: PlannedServer;
  readonly releases: readonly WalkedRelease[];
  readonly steps: readonly Step[];
}

/** Watches a walk. It throws where a law is broken. */
export interface Observer {
  /** Before a command is done. */
  before?(walk: Walk, command: Command): void;
  /** After it was answered. */
  after?(walk: Walk, step: Step): void;
  /** Whenever time has moved, and all that fell due is done. */
  moved?(walk: Walk): void;
  /** At the end, a day after the last command. */
  end?(walk: Walk): void;
}

const daySeconds = 86_400;

export async function walk(plan: Plan, observers: readonly Observer[]): Promise<Walk> {
  const server = await plannedServer(plan);
  const { ask, clock, emulator } = server;
  const releases: WalkedRelease[] = [];
  const steps: Step[] = [];
  const here: Walk = { plan, server, releases, steps };

  async function pass(seconds: number): Promise<void> {
    const untilMs = clock.now() + seconds * 1_000;
    while (clock.now() < untilMs) {
      const dueMs = Math.min(clock.nextDueMs() ?? untilMs, untilMs);
      clock.advance(Math.max(0, dueMs - clock.now()));
      await emulator.world.background.settled();
      for (const observer of observers) observer.moved?.(here);
      if (dueMs >= untilMs) return;
    }
  }

  async function carryOut(command: Command): Promise<Answer | undefined> {
    const release = 'release' in command ? releases[command.release % Math.max(1, releases.length)] : undefined;
    switch (command.do) {
      case 'pass':
        await pass(command.seconds);
        return undefined;
      case 'release': {
        const project = server.projects[command.project];
        const Version = `1.${releases.length}.0`;
        const body = { ProjectId: project?.id, ChannelId: project?.channels[command.lifecycle], Version };
        const answer = await ask('POST', `${space}/releases`, body);
        const id = String(Object(answer.body).Id);
        if (answer.status === 201) releases.push({ id, lifecycle: command.lifecycle, isBlocked: false });
        return answer;
      }
      case 'deploy': {
        const place = {
          EnvironmentId: server.environments[command.environment],
          TenantId: server.tenants[command.tenant],
        };
        return release && (await ask('POST', `${space}/deployments`, { ReleaseId: release.id, ...place }));
      }
      case 'defect':
      case 'resolve': {
        if (release === undefined) return undefined;
        const path = `${space}/releases/${release.id}/defects`;
        const answer =
          command.do === 'defect'
            ? await ask('POST', path, { Description: 'Broken.' })
            : await ask('POST', `${path}/resolve`);
        if (answer.status < 300) release.isBlocked = command.do === 'defect';
        return answer;
      }
      case 'cancel': {
        const tasks = listed(await ask('GET', `${space}/tasks?take=1000`));
        const task = tasks[command.task % Math.max(1, tasks.length)];
        return task && (await ask('POST', `${space}/tasks/${task.Id}/cancel`));
      }
      case 'answer': {
        const [question] = listed(await ask('GET', `${space}/interruptions?pendingOnly=true`));
        if (question === undefined) return undefined;
        await ask('PUT', `${space}/interruptions/${question.Id}/responsible`);
        return ask('POST', `${space}/interruptions/${question.Id}/submit`, { Result: command.result, Notes: '' });
      }
      case 'rename': {
        const path = `${space}/environments/${server.environments[command.environment]}`;
        const { body } = await ask('GET', path);
        return ask('PUT', path, { ...Object(body), Name: command.name });
      }
      case 'group':
        return ask('POST', `${space}/projectgroups`, { Name: command.name });
    }
  }

  for (const command of plan.commands) {
    for (const observer of observers) observer.before?.(here, command);
    const answer = await carryOut(command);
    const step = { command, answer, nowMs: clock.now() };
    steps.push(step);
    for (const observer of observers) observer.after?.(here, step);
  }
  await pass(daySeconds);
  for (const observer of observers) observer.end?.(here);
  return here;
}

function listed({ body }: Answer): readonly { readonly Id: string }[] {
  return Object(body).Items ?? [];
}
