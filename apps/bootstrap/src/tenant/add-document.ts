import type { RequestsUsed } from '../server/request-count.ts';
import type { MadeTenant } from './make-tenant.ts';
import type { ServerPlan } from './server-plan.ts';

/** What `tenant add --json` prints. Fields are only ever added to it. */
export function addDocument(end: {
  lab: { readonly name: string };
  file: string;
  space: string;
  name: string;
  text: string | undefined;
  line: number;
  plan?: ServerPlan;
  made?: MadeTenant;
  isVerified?: boolean;
  requests?: RequestsUsed;
}) {
  const { lab, file, space, name, text, line, plan, made, isVerified, requests } = end;
  const common = {
    schema: 1 as const,
    lab: lab.name,
    tenant: name,
    space,
    file,
    fileChanged: text !== undefined,
    line,
  };
  if (plan === undefined || made === undefined) return common;
  const changes = plan.part.writes.map(({ change }) => change);
  return {
    ...common,
    changes,
    agents: plan.agents.map(({ agent, gains, tags }) => ({ agent, gains, tags })),
    unserved: plan.unserved,
    current: plan.current.flatMap(({ project, choices }) =>
      choices.map(({ environment, release, note }) => ({
        project,
        environment,
        release: release?.version ?? null,
        note: note ?? null,
      })),
    ),
    written: made.written,
    deployed: made.current.made,
    failures: made.current.failures,
    verified: isVerified ?? false,
    ...(requests === undefined ? {} : { requests }),
  };
}
