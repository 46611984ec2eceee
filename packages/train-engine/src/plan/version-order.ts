/** Compares two versions in SemVer order (up to four numbers, pre-release after a dash, build metadata ignored): negative, zero or positive. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parse(left), parse(right)];
  for (let index = 0; index < 4; index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let index = 0; index < Math.max(a.pre.length, b.pre.length); index++) {
    const difference = comparePart(a.pre[index], b.pre[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parse(version: string): { numbers: number[]; pre: string[] } {
  const bare = version.trim().replace(/^v/i, '').split('+')[0] ?? '';
  const dash = bare.indexOf('-');
  const core = dash < 0 ? bare : bare.slice(0, dash);
  return {
    numbers: core.split('.').map((part) => Number.parseInt(part, 10) || 0),
    pre: dash < 0 ? [] : bare.slice(dash + 1).split('.'),
  };
}

function comparePart(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1;
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
