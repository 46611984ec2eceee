import type { Clock } from '@octotrain/octopus-client';
import type { Intercept } from './lab-server.ts';

type Answer = () => Promise<Response>;

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ ErrorMessage: 'Not now.', Errors: [] }, { status, headers });
}

function dropped(): never {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
}

/** What can go wrong with one request; `nth` counts how often this one has met the fault, from 1. */
const faults = {
  '429 three times': async (answer: Answer, nth: number) => (nth <= 3 ? refusal(429) : answer()),
  '429 with Retry-After': async (answer: Answer, nth: number) =>
    nth <= 2 ? refusal(429, { 'Retry-After': '7' }) : answer(),
  '500 before it': async (answer: Answer, nth: number) => (nth === 1 ? refusal(500) : answer()),
  '503 twice before it': async (answer: Answer, nth: number) => (nth <= 2 ? refusal(503) : answer()),
  '502 behind it': async (answer: Answer, nth: number) => {
    const response = await answer();
    return nth === 1 ? refusal(502) : response;
  },
  'dropped before it': async (answer: Answer, nth: number) => (nth === 1 ? dropped() : answer()),
  'dropped behind it': async (answer: Answer, nth: number) => {
    const response = await answer();
    return nth === 1 ? dropped() : response;
  },
} as const satisfies Readonly<Record<string, (answer: Answer, nth: number) => Promise<Response>>>;

/** A kind of fault. */
export type Fault = keyof typeof faults;

/** All kinds. */
export const everyFault = Object.keys(faults) as readonly Fault[];

/** Lets each request meet the fault that is chosen for it when it is first sent; sending it again is the same request. */
export function withFaults(choose: (request: Request) => Fault | undefined): Intercept {
  const met = new Map<string, { fault: Fault | undefined; times: number }>();
  return async (request, answer) => {
    // The client names each request, the same in all its attempts.
    const id = request.headers.get('X-Correlation-ID') ?? '';
    const seen = met.get(id) ?? { fault: choose(request), times: 0 };
    seen.times += 1;
    met.set(id, seen);
    return seen.fault === undefined ? answer() : faults[seen.fault](answer, seen.times);
  };
}

/** Nobody waits: whoever sleeps is awake at once, and later. */
export function hastyClock(): Clock & { slept(): number } {
  let time = 0;
  return {
    now: () => time,
    async sleep(ms) {
      time += ms;
    },
    slept: () => time,
  };
}
