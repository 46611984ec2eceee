/** Markup that has been escaped already. */
export interface Html {
  readonly html: string;
}

export const nothing: Html = { html: '' };

/** Escapes whatever is put into it, but for markup made here. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const html = parts.reduce((sum, part, at) => (at === 0 ? part : sum + written(values[at - 1] ?? '') + part), '');
  return { html };
}

function written(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map(({ html }) => html).join('\n');
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
