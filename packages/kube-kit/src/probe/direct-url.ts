import http from 'node:http';
import https from 'node:https';
import { exchange } from '../connect/api-request.ts';
import { messageOf } from '../connect/connection.ts';
import { mostAnswerBytes, type ProbeOutcome, probeFailed } from './probe-answer.ts';

/** A GET from this machine. */
export async function getUrl({ url, signal }: { url: string; signal: AbortSignal }): Promise<ProbeOutcome> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:')
    return probeFailed({ code: 'invalid-request', message: `${url} is no http or https address` });
  // A name and password in an address are secrets.
  const shown = `${parsed.origin}${parsed.pathname}`;
  try {
    const request = (parsed.protocol === 'https:' ? https : http).request(parsed, { signal });
    const { status, body, truncated } = await exchange({ request, mostBytes: mostAnswerBytes });
    return { status, body, truncated };
  } catch (error) {
    if (signal.aborted) return probeFailed({ code: 'timeout', message: `${shown} does not answer in time` });
    return probeFailed({ code: 'unreachable', message: `${shown} cannot be reached: ${messageOf(error)}` });
  }
}
