import { releaseVersions } from './names.ts';

/** What a run is told. */
export const server = { url: process.env.BENCH_URL ?? '', apiKey: process.env.BENCH_KEY ?? '' };
export const tenants = JSON.parse(process.env.BENCH_TENANTS ?? '[]') as string[]; // names, by the process that measures
export const pollEveryMs = Number(process.env.BENCH_POLL_MS);

/** Does the work twice and prints what it took; what is of the whole process counts its imports too. */
export async function timed(work: (version: string) => Promise<void>): Promise<void> {
  const [first, second] = releaseVersions;
  const started = performance.now();
  await work(first);
  const between = performance.now();
  await work(second);
  const ended = performance.now();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(
    JSON.stringify({
      'process ms': ended,
      'first time ms': between - started,
      'second time ms': ended - between,
      'CPU ms': (userCPUTime + systemCPUTime) / 1000,
      'memory MB': maxRSS / 1024,
    }),
  );
}
