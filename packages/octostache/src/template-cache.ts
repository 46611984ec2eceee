import { type Parsed, parseTemplate } from './syntax/parse.ts';

/** Remembers parsed templates, for many evaluations of the same texts; made by {@link createTemplateCache}. */
export interface TemplateCache {
  /** @internal */
  parse(text: string, options?: { lenient?: boolean }): Parsed;
}

const longestKept = 64 * 1024;

/**
 * A cache of at most `limit` templates; the one that was unused longest makes room. Texts over 64 Ki characters are not
 * kept. It changes the time of evaluations and nothing else.
 */
export function createTemplateCache({ limit = 500 }: { limit?: number } = {}): TemplateCache {
  const parsed = new Map<string, { strict?: Parsed; lenient?: Parsed }>();
  return {
    parse(text, { lenient = false } = {}) {
      const mode = lenient ? 'lenient' : 'strict';
      if (text.length > longestKept) return parseTemplate(text, { lenient });
      const entry = parsed.get(text) ?? {};
      // Put behind all others.
      parsed.delete(text);
      parsed.set(text, entry);
      const oldest = parsed.size > limit ? parsed.keys().next() : undefined;
      if (oldest && !oldest.done) parsed.delete(oldest.value);
      entry[mode] ??= parseTemplate(text, { lenient });
      return entry[mode];
    },
  };
}
