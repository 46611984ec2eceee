import { compareVersions } from '../versions/semantic.ts';

/**
 * The next version of a project: the mask of its versioning strategy over the highest version it has, or 0.0.1. Only
 * the parts `Last…` and `Next…` of `Octopus.Version` are known. [guess for the start]
 */
export function nextVersion(template: string | null, versions: readonly string[]): string {
  const last = [...versions].sort(compareVersions).at(-1) ?? '0.0.0';
  const numbers = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?/.exec(last)?.slice(1) ?? [];
  const names = ['Major', 'Minor', 'Patch', 'Revision'];
  const mask = template ?? '#{Octopus.Version.LastMajor}.#{Octopus.Version.LastMinor}.#{Octopus.Version.NextPatch}';
  return mask.replace(/#\{Octopus\.Version\.(Last|Next)(\w+)\}/g, (found, which: string, name: string) => {
    const at = names.indexOf(name);
    if (at < 0) return found;
    return String(Number(numbers[at] ?? 0) + (which === 'Next' ? 1 : 0));
  });
}
