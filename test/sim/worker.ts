import process from 'node:process';
import { rideSeed } from './ride-seed.ts';

/** Rides the seeds that its parent sends, one after the other, until it is let go. */
process.on('message', (message) => {
  const { seed } = message as { seed: number }; // what jobs.ts sends
  rideSeed(seed).then(
    (ridden) => process.send?.(ridden),
    (error: unknown) => {
      process.stderr.write(`seed ${seed}: ${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
});
