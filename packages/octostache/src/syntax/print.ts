import type { Expression, SymbolPath } from './tree.ts';

/** The canonical text of a substitution, as it stands in a result that could not resolve it. */
export function printSubstitution({ symbol, filters }: Expression): string {
  const chain = filters.map(({ name, options }) => ` | ${[name, ...options.map((option) => option.source)].join(' ')}`);
  return `#{${symbol ? printSymbol(symbol) : ''}${chain.join('')}}`;
}

/** The canonical text of a symbol. */
function printSymbol(symbol: SymbolPath): string {
  return symbol
    .map((step, at) => {
      if (step.kind === 'name') return at === 0 ? step.text : `.${step.text}`;
      return step.kind === 'index' ? `[${step.text}]` : `[#{${printSymbol(step.symbol)}}]`;
    })
    .join('');
}
