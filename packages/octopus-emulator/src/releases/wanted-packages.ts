import { sameName } from '../http/names.ts';
import type { PackageNeed } from './package-needs.ts';

/** A version asked for by a caller, for the packages that fit. */
export interface WantedPackage {
  /** Name of a step, or id of a package; undefined for any. */
  readonly step: string | undefined;
  /** Name of the package within its step, '' for the main one; undefined for any. */
  readonly reference: string | undefined;
  readonly version: string;
}

/** Reads `Step:Version`, `PackageId:Version` or `Step:PackageName:Version`; `*` or nothing stands for any name. [docs] */
export function readWantedPackage(text: string): WantedPackage | undefined {
  const parts = text.split(':').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 3) return undefined;
  const version = parts.at(-1) ?? '';
  if (version === '' || version === '*') return undefined;
  return { step: anyOr(parts[0]), reference: parts.length === 3 ? anyOr(parts[1]) : undefined, version };
}

function anyOr(name: string | undefined): string | undefined {
  return name === undefined || name === '' || name === '*' ? undefined : name;
}

/** Whether a wish is about a package. */
export function fits({ step, action, reference }: PackageNeed, wanted: WantedPackage): boolean {
  const names = [step.Name, action.Name, action.Slug, reference.PackageId];
  if (wanted.step !== undefined && !names.some((name) => sameName(name, wanted.step ?? ''))) return false;
  return (
    wanted.reference === undefined ||
    sameName(reference.Name, wanted.reference) ||
    (reference.Name === '' && sameName(reference.PackageId, wanted.reference))
  );
}

/** The wish that counts for a package: the one that names most of it, of equals the last. [guess] */
export function bestWish(need: PackageNeed, wishes: readonly WantedPackage[]): WantedPackage | undefined {
  const weight = ({ step, reference }: WantedPackage) =>
    Number(step !== undefined) * 2 + Number(reference !== undefined);
  return wishes
    .filter((wish) => fits(need, wish))
    .reduce<WantedPackage | undefined>(
      (best, wish) => (best === undefined || weight(wish) >= weight(best) ? wish : best),
      undefined,
    );
}
