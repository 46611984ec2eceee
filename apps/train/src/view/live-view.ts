import { createLogUpdate } from 'log-update';
import type { RunRecord } from '../report/run-record.ts';
import { foldLine } from './fold.ts';
import { liveFrame } from './live-frame.ts';
import type { Look } from './look.ts';

/** A terminal, as the live view uses it. */
type LiveStream = NodeJS.WritableStream & {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

/** A picture of the run that is redrawn in place, below the lines that stay. */
export interface LiveView {
  /** Redraws the picture. The caller says how often. */
  draw(record: RunRecord, now: number): void;
  /** Puts lines above the picture, folded at the terminal's width, where they stay and may scroll away. */
  print(text: string): void;
  /** The picture stays as it is and the cursor comes back. Safe to call twice; printing still works, drawing does nothing. */
  end(): void;
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

/** A live view in a terminal. Whoever makes one promises to end it, also when the program is interrupted. */
export function createLiveView(options: { stream: LiveStream; look: Omit<Look, 'columns'> }): LiveView {
  const { stream, look } = options;
  // The cursor is ours: log-update would hide the one of another stream.
  const log = createLogUpdate(stream, { showCursor: true });
  let picture = '';
  let state: 'new' | 'drawn' | 'ended' = 'new';
  return {
    draw(record, now) {
      if (state === 'ended') return;
      if (state === 'new') stream.write(hideCursor);
      state = 'drawn';
      const columns = Math.max(20, stream.columns ?? 80);
      // The last line of the terminal is where the cursor stands.
      const rows = Math.max(2, (stream.rows ?? 24) - 1);
      const lines = liveFrame({ record, look: { ...look, columns }, rows, now });
      picture = lines.join('\n');
      log(picture);
    },
    print(text) {
      const columns = Math.max(20, stream.columns ?? 80);
      const lines = text.split('\n').flatMap((line) => foldLine(line, { columns, rest: '    ' }));
      if (state !== 'drawn') {
        stream.write(`${lines.join('\n')}\n`);
        return;
      }
      for (const line of lines) log.persist(line);
      log(picture);
    },
    end() {
      if (state === 'drawn') {
        log.done();
        stream.write(showCursor);
      }
      state = 'ended';
    },
  };
}
