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
  const parsed = new Map<string, Parsed>();
  return {
    parse(text, { lenient = false } = {}) {
      const key = lenient ? `lenient ${text}` : `strict ${text}`;
      const known = parsed.get(key) ?? parseTemplate(text, { lenient });
      if (text.length > longestKept) return known;
      parsed.delete(key);
      parsed.set(key, known);
      const oldest = parsed.keys().next();
      if (parsed.size > limit && !oldest.done) parsed.delete(oldest.value);
      return known;
    },
  };
}
