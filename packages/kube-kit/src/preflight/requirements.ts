const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

/** What a lab wants of a machine, and how sure we are. */
export const requirements = {
  /** Memory of a control plane of processes: 565 MiB measured, two of them 915 MiB. */
  kwokMemoryBytes: 560 * mebibyte,
  /** Data of such a control plane: etcd alone takes 123 MiB before it holds anything, measured. */
  kwokDiskBytes: 200 * mebibyte,
  /** What building the cluster programs leaves in caches: 4.1 GB and 0.9 GB, the programs 0.5 GB, measured. */
  buildDiskBytes: 6 * gibibyte,
  /** Memory of a control plane and two workers in containers [guess]. */
  kindMemoryBytes: 1.5 * gibibyte,
  /** Node image, layers and images of pods of one cluster [guess]. */
  kindDiskBytes: 5 * gibibyte,
  /** Memory of the machine that Docker runs in, below which kind advises against it [docs]. */
  engineMemoryBytes: 6 * gibibyte,
  /** What kind's list of known problems asks for [docs]. */
  inotifyWatches: 524_288,
  inotifyInstances: 512,
} as const;

/** A size for people, such as `1.5 GiB`. */
export function sizeText(bytes: number): string {
  if (bytes >= gibibyte) return `${trimmed(bytes / gibibyte)} GiB`;
  return `${Math.floor(bytes / mebibyte)} MiB`;
}

// Rounded down: what is not there is not promised.
function trimmed(value: number): string {
  return String(value >= 10 ? Math.floor(value) : Math.floor(value * 10) / 10);
}
