/**
 * Changes the case of letters one by one, as .NET does: a letter whose counterpart is several letters (`ß`) stays, and
 * neighbours do not matter (a Greek sigma at the end of a word).
 */
export function lowerCase(text: string): string {
  return isPlain(text)
    ? text.toLowerCase()
    : Array.from(text, (letter) => single(letter, letter.toLowerCase())).join('');
}

/** As {@link lowerCase}, upwards. */
export function upperCase(text: string): string {
  return isPlain(text)
    ? text.toUpperCase()
    : Array.from(text, (letter) => single(letter, letter.toUpperCase())).join('');
}

function isPlain(text: string): boolean {
  return /^[\0-~]*$/.test(text);
}

function single(letter: string, changed: string): string {
  return changed.length === letter.length ? changed : letter;
}
