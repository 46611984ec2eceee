import type { TrainFileCar } from './schema.ts';

/** A car's id: as written, else its project's name as a slug. */
export function idOf(car: TrainFileCar): string {
  if (car.id !== undefined) return car.id;
  return (car.project.split('/')[1] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Ids of the cars that one comes after: as written, else the car before it in the file. */
export function afterOf(cars: readonly TrainFileCar[], index: number): readonly string[] {
  const written = cars[index]?.after;
  if (typeof written === 'string') return [written];
  if (written) return written;
  const before = cars[index - 1];
  return before ? [idOf(before)] : [];
}
