/** What is kept of a stream. */
interface KeptText {
  add(text: string): void;
  text(): string;
  /** Whether something of the beginning is gone. */
  cut(): boolean;
}

/** Keeps the last characters of a stream, in whole lines: an error is said last. */
export function keptText(most: number): KeptText {
  let pieces: string[] = [];
  let length = 0;
  let cut = false;

  function joined(): string {
    const whole = pieces.join('');
    const kept = whole.length > most ? whole.slice(-most) : whole;
    if (kept.length < whole.length) cut = true;
    pieces = [kept];
    length = kept.length;
    return kept;
  }

  return {
    add(text) {
      pieces.push(text);
      length += text.length;
      // Joined seldom, so that many small pieces cost no more than few large ones.
      if (length > most * 2) joined();
    },
    text() {
      const kept = joined();
      // A part of a line may be a part of a secret, which no mask would know.
      return cut ? kept.slice(kept.indexOf('\n') + 1) : kept;
    },
    cut() {
      joined();
      return cut;
    },
  };
}
