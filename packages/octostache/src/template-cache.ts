import { parseTemplate } from './syntax/parse.ts';

type Parsed = ReturnType<typeof parseTemplate>;

/** Remembers parsed templates, for many evaluations of the same texts. */
export interface TemplateCache {
  /** @internal */
  parse(text: string): Parsed;
}

/** A cache of at most `limit` templates; the one that was unused longest makes room. Long texts are not kept. */
export function createTemplateCache({ limit = 500 }: { limit?: number } = {}): TemplateCache {
  const parsed = new Map<string, Parsed>();
  return {
    parse(text) {
      const known = parsed.get(text) ?? parseTemplate(text);
      if (text.length > 64 * 1024) return known;
      parsed.delete(text);
      parsed.set(text, known);
      const oldest = parsed.keys().next();
      if (parsed.size > limit && !oldest.done) parsed.delete(oldest.value);
      return known;
    },
  };
}
