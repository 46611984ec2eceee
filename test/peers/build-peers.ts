import process from 'node:process';
import { buildGoProgram, goPrograms, hasGo } from '../../tools/src/peers/go-programs.ts';

/** Builds the clients once. Without Go they are skipped by hand, and a failure in CI. */
export function setup(): void {
  if (hasGo()) {
    for (const name of goPrograms) buildGoProgram(name);
    return;
  }
  const message = 'the clients are built with Go, and there is no `go` on PATH';
  if (process.env.CI) throw new Error(message);
  console.error(`clients written in Go are skipped: ${message}`);
}
