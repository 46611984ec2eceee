import type { Expression, FilterOption, SymbolPath } from './tree.ts';

/** The canonical text of a substitution, as it stands in a result that could not resolve it [octostache]. */
export function printSubstitution({ symbol, filters }: Expression): string {
  const chain = filters.map(({ name, options }) => ` | ${[name, ...options.map(printOption)].join(' ')}`);
  return `#{${symbol ? printSymbol(symbol) : ''}${chain.join('')}}`;
}

/** Texts in quotes, whether they were written so or not; with escaped quotes where plain ones could not be read back. */
function printOption({ value, source }: FilterOption): string {
  if (typeof value !== 'string') return source;
  return /["#]/.test(value) ? `\\"${value}\\"` : `"${value}"`;
}

/** The canonical text of a symbol. */
function printSymbol(symbol: SymbolPath): string {
  return symbol.steps
    .map((step, at) => {
      if (step.kind === 'name') return at === 0 ? step.text : `.${step.text}`;
      return step.kind === 'index' ? `[${step.text}]` : `[#{${printSymbol(step.symbol)}}]`;
    })
    .join('');
}
