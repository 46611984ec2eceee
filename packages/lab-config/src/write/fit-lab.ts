import { checkLab } from '../check/lab.ts';
import type { Path } from '../check/names.ts';
import { expandLab } from '../expand/expand-lab.ts';
import { type LabFile, labFileSchema } from '../file/lab-file.ts';
import type { Lab } from '../model/lab.ts';
import { resolveLab } from '../resolve/lab.ts';
import { labFileOf } from './lab-file-of.ts';

/** Something that a lab file refuses to say, and why. */
export interface Unfit {
  /** Where it would be in the file. */
  readonly path: Path;
  readonly message: string;
}

/** The most rounds of leaving out: what is left out may be what something else refers to. */
const rounds = 20;

/**
 * As much of a lab as a lab file can say: what its checks refuse is left out, thing by thing, and named. What comes
 * back is read from the file that `writeLab` makes of it without any problem.
 */
export function fitLab(lab: Lab): { lab: Lab; unfit: readonly Unfit[] } {
  let file = labFileOf(lab);
  const unfit: Unfit[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const problems = problemsOf(file);
    const places = new Map(problems.map((problem) => [JSON.stringify(removable(problem.path)), problem]));
    places.delete('[]');
    if (places.size === 0) break;
    // Places in lists move when one before them goes.
    for (const [place, problem] of [...places].toReversed()) {
      const path: Path = JSON.parse(place);
      unfit.push({ path, message: problem.message });
      file = without(file, path);
    }
  }
  return unfit.length === 0 ? { lab, unfit } : { lab: resolveLab(file), unfit };
}

function problemsOf(file: LabFile): readonly Unfit[] {
  const parsed = labFileSchema.safeParse(file);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => ({ path, message }));
  const problems: Unfit[] = [];
  const { file: whole, report } = expandLab({
    file: parsed.data,
    report: (path, { message }) => problems.push({ path, message }),
    read: undefined,
  });
  checkLab(whole, report);
  return problems;
}

/** Paths of what can go without the rest becoming wrong; `*` is any name or place. Longer ones come first. */
const things: readonly string[] = [
  'spaces.*.projects.*.runbooks.*.process',
  'spaces.*.projects.*.runbooks.*',
  'spaces.*.projects.*.variables.*',
  'spaces.*.projects.*.channels.*',
  'spaces.*.projects.*.process',
  'spaces.*.variableSets.*.variables.*',
  'shared.variableSets.*.variables.*',
  'spaces.*.*.*',
  'shared.*.*',
  'teams.*.roles.*',
  'people.*.*',
  '*.*',
  '*',
];

/** The smallest thing round a place. */
function removable(path: Path): Path {
  const pattern = things.find((one) => {
    const parts = one.split('.');
    return parts.length <= path.length && parts.every((part, at) => part === '*' || part === String(path[at]));
  });
  return path.slice(0, pattern?.split('.').length ?? 0);
}

/** The file without what is at a path. */
function without(file: LabFile, path: Path): LabFile {
  const copy = structuredClone(file);
  let holder: unknown = copy;
  for (const key of path.slice(0, -1)) holder = isHolder(holder) ? holder[String(key)] : undefined;
  const last = path.at(-1);
  if (last === undefined || !isHolder(holder)) return copy;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  // A runbook must have a process; one without steps is left as it is on the server.
  else if (last === 'process' && path.includes('runbooks')) holder[last] = [];
  else delete holder[String(last)];
  return copy;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
