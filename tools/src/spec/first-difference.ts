/** Number of the first line in which two texts differ, whatever their line ends; nothing when they are the same. */
export function firstDifference(committed: string, generated: string): number | undefined {
  const left = committed.replaceAll('\r\n', '\n').split('\n');
  const right = generated.split('\n');
  for (let line = 0; line < Math.max(left.length, right.length); line++) {
    if (left[line] !== right[line]) return line + 1;
  }
  return undefined;
}
