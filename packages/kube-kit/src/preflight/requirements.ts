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
  /** The Go that tools/k8s/go.mod names; since 1.21 an older one gets it by itself. */
  goMinor: 26,
  goMinorThatFetches: 21,
} as const;

/** What there is, for people, such as `1.5 GiB`; rounded down: what is not there is not promised. */
export function sizeText(bytes: number): string {
  return rounded(bytes, Math.floor);
}

/** What is wanted, for people; rounded up. */
export function wantedText(bytes: number): string {
  return rounded(bytes, Math.ceil);
}

function rounded(bytes: number, round: (value: number) => number): string {
  if (bytes < gibibyte) return `${round(bytes / mebibyte)} MiB`;
  const size = bytes / gibibyte;
  return `${size >= 10 ? round(size) : round(size * 10) / 10} GiB`;
}
