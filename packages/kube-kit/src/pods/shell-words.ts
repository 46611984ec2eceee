/** Splits a simple command as a shell would; a text says what it has that only a real shell can do. */
export function shellWords(line: string): readonly string[] | { readonly beyond: string } {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (quote === "'") {
      if (sign === "'") quote = '';
      else word += sign;
    } else if (sign === '\\') {
      at += 1;
      const next = line.charAt(at);
      // Between double quotes it only takes its meaning from signs that have one there.
      word = (word ?? '') + (quote === '"' && !/["\\$`]/.test(next) ? `\\${next}` : next);
    } else if (sign === '$' || sign === '`') {
      return { beyond: sign };
    } else if (quote === '"') {
      if (sign === '"') quote = '';
      else word += sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[|&;<>(){}*?]/.test(sign)) {
      return { beyond: sign };
    } else word = (word ?? '') + sign;
  }
  if (quote !== '') return { beyond: quote };
  return word === undefined ? words : [...words, word];
}
