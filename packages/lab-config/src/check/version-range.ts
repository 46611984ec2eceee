/** What is wrong with a range of versions in the notation of NuGet or Maven; undefined when nothing is. */
export function rangeProblem(range: string): string | undefined {
  const text = range.replaceAll(/\s/g, '');
  if (text === '' || version.test(text)) return undefined;
  const intervals = text.match(/[[(][^\])]*[\])]/g) ?? [];
  if (intervals.join(',') !== text) return 'it is neither a version nor an interval such as [1.0,2.0)';
  return intervals.map(intervalProblem).find((problem) => problem !== undefined);
}

const version = /^\d+(\.\d+){0,3}(-[\w.-]+)?(\+[\w.-]+)?$/;

function intervalProblem(interval: string): string | undefined {
  const bounds = interval.slice(1, -1).split(',');
  if (bounds.length > 2) return `${interval} has more than two ends`;
  const wrong = bounds.find((bound) => bound !== '' && !version.test(bound));
  if (wrong !== undefined) return `${wrong} is no version`;
  const [low = '', high = low] = bounds;
  if (bounds.length === 1) return /^\[.+\]$/.test(interval) ? undefined : `one version alone is written [${low}]`;
  if (low === '' && high === '') return `${interval} has no ends`;
  if (low === '' || high === '') return undefined;
  const order = compare(low, high);
  const isEmpty = order > 0 || (order === 0 && interval !== `[${low},${high}]`);
  return isEmpty ? `no version is within ${interval}` : undefined;
}

/** By their numbers; versions that differ in more are taken for different, the lower first. */
function compare(low: string, high: string): number {
  const numbers = (text: string) => (/^[\d.]+/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [one, other] = [numbers(low), numbers(high)];
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return low === high ? 0 : -1;
}
