import type { Smoke } from '../file/train.ts';

/** What people call a smoke test: `step Smoke Test`, `rollout payments-api`, `http payments-api /`. */
export function smokeName(smoke: Smoke): string {
  if (smoke.kind === 'step') return `step ${smoke.step}`;
  if (smoke.kind === 'rollout') return `rollout ${smoke.deployment}`;
  return `http ${smoke.service}${smoke.port ? `:${smoke.port}` : ''} ${smoke.path}`;
}
