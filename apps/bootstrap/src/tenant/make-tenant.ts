import { type ExitCode, exitCodes } from '@octotrain/command-line';
import {
  applyPlan,
  type CurrentEvent,
  type CurrentResult,
  deployCurrent,
  findTenant,
  serveTenant,
} from '@octotrain/lab-apply';
import type { SecretSource } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { changeTitle } from '../plan/plan-text.ts';
import type { LiveLine } from '../server/live-line.ts';
import type { ServerPlan } from './server-plan.ts';

/** What was done on the server for a tenant. */
export interface MadeTenant {
  readonly written: number;
  readonly current: CurrentResult;
}

/** Makes a tenant on the server, has agents serve it, and deploys what it shall run. Throws what the requests throw. */
export async function makeTenant(
  context: BootstrapContext,
  options: {
    client: OctopusClient;
    secrets: SecretSource;
    plan: ServerPlan;
    waitMs: number;
    live: LiveLine;
  },
): Promise<MadeTenant> {
  const { client, secrets, plan, waitMs, live } = options;
  const { signal, stderr } = context;
  const { part, tenant, space } = plan;
  let written = 0;
  const applied = await applyPlan({
    client,
    plan: part,
    secrets,
    onProgress: ({ change }) => live.say(changeTitle(change)),
    signal,
  });
  // What would have kept it from that was looked for before the file was touched.
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message).join('; '));
  written += applied.written;
  if (plan.agents.length > 0) {
    const found = await findTenant({ client, space: space.name, name: tenant.name });
    for (const change of found === undefined ? [] : plan.agents) {
      await serveTenant({ client, space: space.name, change, tenantId: found?.id ?? '' });
      written += 1;
      live.say(`agent ${change.agent} serves ${tenant.name}`);
    }
  }
  const current = await deployCurrent({
    client,
    space: space.name,
    tenant: tenant.name,
    plan: plan.current,
    timeoutMs: waitMs,
    ...(context.clock === undefined ? {} : { clock: context.clock }),
    onEvent(event) {
      // Deployments take long, and what they ask has to stay where people can read it.
      live.clear();
      stderr.write(`${eventLine(event)}\n`);
    },
    signal,
  });
  return { written, current };
}

function eventLine(event: CurrentEvent): string {
  const what = `${event.project} ${event.version} → ${event.environment}`;
  switch (event.event) {
    case 'deploying':
      return `deploy ${what}`;
    case 'adopted':
      return `${what} is under way already\n  ${event.link}`;
    case 'deployed':
      return `${what} succeeded`;
    case 'asked':
      return `${what} waits for an answer: ${event.title}\n  answer it in Octopus, and this goes on: ${event.link}`;
  }
}

/** How failures end a run: people who have not answered yet are no failure. */
export function exitOf({ failures }: CurrentResult): ExitCode {
  if (failures.some(({ reason }) => reason === 'failed')) return exitCodes.failed;
  return failures.length > 0 ? exitCodes.waiting : exitCodes.done;
}

/** What did not end well, a line and a link each. */
export function failureLines({ failures }: CurrentResult): string {
  return failures
    .map(({ project, environment, version, reason, message, link }) => {
      return `  ${project} ${version} → ${environment} ${reason}: ${message}\n    ${link}`;
    })
    .join('\n');
}
