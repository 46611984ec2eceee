import type { Colours } from '@octotrain/command-line';

/** What a colour stands for. Every coloured text also says it in a word or a mark. */
export type Tone = 'good' | 'bad' | 'waiting' | 'busy' | 'quiet' | 'strong';

/** How texts are to look, and what they need to know of where they are read. */
export interface Look {
  /** Width that lines fold at. */
  readonly columns: number;
  readonly colours: Colours;
  /** IANA zone of printed times. */
  readonly timeZone: string;
  /** Address of the server's web pages; null where it has none. */
  readonly webUrl: string | null;
  /** Arguments that every printed command needs to find the run again, `--state DIR` for instance. */
  readonly flags: readonly string[];
  /** Approvals are answered by the rehearsal itself. */
  readonly rehearsed: boolean;
}

const colourOf = {
  good: 'green',
  bad: 'red',
  waiting: 'yellow',
  busy: 'cyan',
  quiet: 'dim',
  strong: 'bold',
} as const satisfies Record<Tone, keyof Colours>;

/** The text in the colour of its tone, where colours are wanted. */
export function toned({ colours }: Pick<Look, 'colours'>, tone: Tone, text: string): string {
  return colours[colourOf[tone]](text);
}
