import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import { applyAgent } from '@octotrain/lab-apply';
import { createOctopusClient, type OctopusClient, type OctopusClientOptions } from '@octotrain/octopus-client';
import type { Outcome } from './outcome.ts';

/**
 * A client for `OCTOPUS_URL` with `OCTOPUS_API_KEY`. `OCTOPUS_REQUESTS_PER_MINUTE` sets how fast it asks; 0 is without
 * limit, and so is a server on this machine.
 */
export function connect(
  env: ProgramContext['env'],
  ports: Pick<OctopusClientOptions, 'fetch' | 'observer'> = {},
): Outcome<OctopusClient> {
  const { OCTOPUS_URL: url, OCTOPUS_API_KEY: apiKey, OCTOPUS_REQUESTS_PER_MINUTE: rate } = env;
  const missing = [...(url ? [] : ['OCTOPUS_URL']), ...(apiKey ? [] : ['OCTOPUS_API_KEY'])];
  if (!url || !apiKey)
    return refused(`${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.\n${whatToDo}`);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return refused('OCTOPUS_URL is not an address that begins with http:// or https://.');
  }
  const requestsPerMinute = rate === undefined || rate === '' ? usualRate(url) : Number(rate);
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 0) {
    return refused('OCTOPUS_REQUESTS_PER_MINUTE is not a whole number; write 180, or 0 for no limit.');
  }
  return {
    ok: true,
    value: createOctopusClient({
      url,
      auth: { apiKey },
      userAgent: applyAgent,
      requestsPerMinute,
      ...ports,
    }),
  };
}

const whatToDo = [
  'Set OCTOPUS_URL to the address of the server and OCTOPUS_API_KEY to the key of an administrator.',
  'Without a server, `pnpm --silent octopus` starts one and prints both lines.',
].join('\n');

function usualRate(url: string): number {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname) ? 0 : 180;
}

function refused(text: string): Outcome<never> {
  return { ok: false, text, exit: exitCodes.usage };
}
