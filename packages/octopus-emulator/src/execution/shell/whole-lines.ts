/** A runner says longer lines in pieces of so many characters. */
const PIECE = 65_536;
/** What is put together again at most. */
const LONGEST = 16 * PIECE;

type Hear = (line: string, stream: 'stdout' | 'stderr') => void;

/** Puts lines together again that came in pieces: a secret at a seam would be known by nobody. `end` says what waits. */
export function wholeLines(hear: Hear): { readonly hear: Hear; end(): void } {
  const waiting = { stdout: '', stderr: '' };
  return {
    hear(piece, stream) {
      const line = waiting[stream] + piece;
      if (piece.length === PIECE && line.length < LONGEST) {
        waiting[stream] = line;
        return;
      }
      waiting[stream] = '';
      hear(line, stream);
    },
    end() {
      for (const stream of ['stdout', 'stderr'] as const) {
        const line = waiting[stream];
        waiting[stream] = '';
        if (line !== '') hear(line, stream);
      }
    },
  };
}
