import { bringToFridayMorning, type MorningEvent } from '@octotrain/lab-apply';
import { createOctopusClient } from '@octotrain/octopus-client';
import type { LabContext } from '../context.ts';
import type { LabLayout } from '../layout.ts';
import { readKeys, type Served } from '../server/served.ts';

/** Deploys what stands on Friday morning, as far as it does not stand yet. */
export async function bringMorning(options: {
  context: LabContext;
  layout: LabLayout;
  served: Served;
}): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string; readonly hint: string }> {
  const { context, layout, served } = options;
  const keys = await readKeys(layout);
  const client = createOctopusClient({ url: served.url, auth: { apiKey: served.apiKey }, requestsPerMinute: 0 });
  const morning = await bringToFridayMorning({
    client,
    keyOf: (username) => keys[username],
    onProgress: (event) => context.stderr.write(`     ${progressText(event)}\n`),
    signal: context.signal,
  });
  if (morning.ok) return morning;
  const places = morning.failures.map(
    ({ project, version, environment, tenant, message }) =>
      `${project} ${version} → ${environment}${tenant === undefined ? '' : ` · ${tenant}`}: ${message}`,
  );
  return {
    ok: false,
    message: `Friday morning could not be made:\n${places.join('\n')}`,
    hint: `the task logs are on ${served.url}`,
  };
}

/** One line for a step of the morning. */
function progressText(event: MorningEvent): string {
  if (event.event === 'approved') return `approved by ${event.by}: ${event.title}`;
  if (event.event === 'released') return `released ${event.project} ${event.version}`;
  const { project, version, environment, tenant } = event;
  return `${event.event} ${project} ${version} ${environment}${tenant === undefined ? '' : ` · ${tenant}`}`;
}
