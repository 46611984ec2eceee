import { createEmulator } from '@octotrain/octopus-emulator';

/** A server over a data folder, in a process of its own: says where it is, what opening cost, and waits to be ended. */
const started = performance.now();
const emulator = await createEmulator({ data: process.env.BENCH_DATA ?? '' });
const openMs = performance.now() - started;
const { url } = await emulator.listen();
globalThis.gc?.();
const { rss, heapUsed, external } = process.memoryUsage();
process.send?.({
  url,
  apiKey: emulator.administratorKey,
  openMs,
  sinceStartMs: performance.now(),
  rss,
  heapUsed,
  external,
});
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.on('disconnect', () => process.exit());
