/** The tests of `[ … ]`, `[[ … ]]` and `test`. Undefined when the test is not modelled. */
export function holds(words: readonly string[]): boolean | undefined {
  if (words[0] === '!') {
    const inner = holds(words.slice(1));
    return inner === undefined ? undefined : !inner;
  }
  const [first = '', operator, second] = words;
  if (words.length === 1) return first !== '';
  if (words.length === 2) {
    if (first === '-z') return operator === '';
    return first === '-n' ? operator !== '' : undefined;
  }
  if (words.length !== 3 || second === undefined) return undefined;
  switch (operator) {
    case '=':
    case '==':
      return first === second;
    case '!=':
      return first !== second;
    case '-eq':
      return Number(first) === Number(second);
    case '-ne':
      return Number(first) !== Number(second);
    case '-gt':
      return Number(first) > Number(second);
    case '-ge':
      return Number(first) >= Number(second);
    case '-lt':
      return Number(first) < Number(second);
    case '-le':
      return Number(first) <= Number(second);
    default:
      return undefined;
  }
}
