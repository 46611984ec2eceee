import type { Path, Report } from '../check/names.ts';

/** Where that was written which an expansion put into another place. */
export interface Origins {
  /** What stands at `path` now was written at `written`. */
  add(path: Path, written: Path): void;
  /** A report that names the places where things were written. */
  through(report: Report): Report;
}

/** Begins with nothing moved. */
export function createOrigins(): Origins {
  const moved = new Map<string, Path>();
  const written = (path: Path): Path => {
    for (let length = path.length; length > 0; length -= 1) {
      const origin = moved.get(JSON.stringify(path.slice(0, length)));
      if (origin) return [...origin, ...path.slice(length)];
    }
    return path;
  };
  return {
    add: (path, origin) => moved.set(JSON.stringify(path), origin),
    through: (report) => (path, problem) => report(written(path), problem),
  };
}
