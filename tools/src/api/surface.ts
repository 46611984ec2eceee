import ts from 'typescript';

/** A declaration as a user of the package sees it: no comments, no bodies. */
export interface Declared {
  readonly name: string;
  readonly text: string;
}

/** What a package lets its users see. */
export interface Surface {
  /** By the names they are imported by, sorted. */
  readonly exported: readonly Declared[];
  /** What exported declarations are made of and cannot be imported itself. */
  readonly reached: readonly Declared[];
}

interface Options {
  /** Path of the module that is the package. */
  readonly entry: string;
  readonly compilerOptions: ts.CompilerOptions;
  /** Files whose declarations are told elsewhere: named, not shown. */
  readonly isSummarised?: (fileName: string) => boolean;
}

/** Reads a package's surface from its sources, as the compiler would declare it. Throws when they have errors of syntax or lack an export. */
export function readSurface({ entry, compilerOptions, isSummarised = () => false }: Options): Surface {
  const program = ts.createProgram([entry], {
    ...compilerOptions,
    noEmit: false,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
    removeComments: true,
    stripInternal: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${entry} exports nothing`);
  const exports = checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolved(symbol)] as const);
  const shown = new Map<ts.Symbol, string>(exports.map(([name, symbol]) => [symbol, name]));
  // A map gives what is added while it is walked, too.
  for (const symbol of shown.keys())
    for (const next of reachedFrom(symbol)) if (!shown.has(next)) shown.set(next, next.name);
  const isExported = new Set(exports.map(([, symbol]) => symbol));
  const declared = [...shown].map(([symbol, name]) => ({ symbol, name, text: textOf(symbol) }));
  declared.sort((left, right) => (left.name < right.name ? -1 : 1));
  const named = (isWanted: boolean) =>
    declared.filter(({ symbol }) => isExported.has(symbol) === isWanted).map(({ name, text }) => ({ name, text }));
  return { exported: named(true), reached: named(false) };

  function resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function reachedFrom(symbol: ts.Symbol): ts.Symbol[] {
    const found: ts.Symbol[] = [];
    function visit(node: ts.Node): void {
      if (ts.isBlock(node) || isHidden(node)) return;
      if (ts.isIdentifier(node)) {
        const known = checker.getSymbolAtLocation(node);
        const meant = known && resolved(known);
        if (meant && isOwn(meant)) found.push(meant);
      }
      ts.forEachChild(node, visit);
    }
    for (const declaration of symbol.declarations ?? []) {
      if (!isSummarised(declaration.getSourceFile().fileName)) visit(declaration);
    }
    return found;
  }

  /** Whether it is a statement of its own in a file of the package. */
  function isOwn(symbol: ts.Symbol): boolean {
    const [declaration] = symbol.declarations ?? [];
    if (!declaration || !statementOf(declaration)) return false;
    const file = declaration.getSourceFile();
    return !program.isSourceFileFromExternalLibrary(file) && !program.isSourceFileDefaultLibrary(file);
  }

  function textOf(symbol: ts.Symbol): string {
    const declarations = symbol.declarations ?? [];
    return declarations
      .map((declaration) => {
        const file = declaration.getSourceFile();
        if (isSummarised(file.fileName)) return `// generated: ${symbol.name}`;
        return statementNamed(declarationFile(file), symbol.name);
      })
      .filter((text, at, all) => all.indexOf(text) === at)
      .join('\n');
  }

  function declarationFile(file: ts.SourceFile): ts.SourceFile {
    let text = '';
    program.emit(file, (_, written) => (text = written), undefined, true);
    return ts.createSourceFile(`${file.fileName}.d.ts`, text, ts.ScriptTarget.Latest, true);
  }
}

/** What is private or marked as internal, and the values of variables, are nobody's business. */
function isHidden(node: ts.Node): boolean {
  if (ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')) return true;
  if (ts.canHaveModifiers(node)) {
    const modifiers = ts.getModifiers(node) ?? [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)) return true;
  }
  const holder = node.parent;
  return holder && ts.isVariableDeclaration(holder) && holder.type !== undefined && holder.initializer === node;
}

function statementOf(declaration: ts.Node): boolean {
  if (ts.isTypeParameterDeclaration(declaration) || ts.isParameter(declaration)) return false;
  const holder = ts.isVariableDeclaration(declaration) ? declaration.parent.parent.parent : declaration.parent;
  return holder !== undefined && ts.isSourceFile(holder);
}

function statementNamed(file: ts.SourceFile, name: string): string {
  const found = file.statements.filter((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((each) => each.name.getText(file) === name);
    }
    const own = (statement as ts.Statement & { name?: ts.Node }).name; // declarations have one, other statements do not
    return own?.getText(file) === name;
  });
  const texts = found.map((statement) => statement.getText(file).replace(/^(export )?(declare )?/, ''));
  return texts.join('\n').replaceAll('    ', '  ');
}
