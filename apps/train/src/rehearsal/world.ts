import { applyLab, bringToFridayMorning, registerAgents } from '@octotrain/lab-apply';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { userAgent } from '../connect/user-agent.ts';

/** Brings a fresh server to Friday morning: FinPay's lab, its agents, and what stands where before the train. Safe to be cut off and done again. Throws the signal's reason. */
export async function makeWorld(options: {
  url: string;
  administratorKey: string;
  keyOf: (username: string) => string | undefined;
  pollMs: number;
  signal: AbortSignal;
  say: (text: string) => void;
}): Promise<void> {
  const { url, administratorKey, keyOf, pollMs, signal, say } = options;
  const loaded = loadLab(finpayLab);
  if (!loaded.ok) throw new Error(`FinPay's own lab file has ${loaded.problems.length} problems`);
  const client = createOctopusClient({ url, auth: { apiKey: administratorKey }, requestsPerMinute: 0, userAgent });
  say("making the world: FinPay's spaces, projects and people …");
  // A rehearsal needs no secrets of the outside: what the lab calls optional stays unset.
  const { result } = await applyLab({ client, lab: loaded.lab, signal });
  if (!result.ok)
    throw new Error(`FinPay could not be set up: ${result.problems.map(({ message }) => message).join('; ')}`);
  signal.throwIfAborted();
  await registerAgents({ client, lab: loaded.lab });
  say('making the world: Friday morning, everything at 1.0.0 …');
  const morning = await bringToFridayMorning({ client, keyOf, pollEveryMs: pollMs, signal });
  if (!morning.ok) {
    const places = morning.failures.map(
      (each) => `${each.project} ${each.version} → ${each.environment}: ${each.message}`,
    );
    throw new Error(`Friday morning could not be made: ${places.join('; ')}`);
  }
}
