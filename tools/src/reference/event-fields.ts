import ts from 'typescript';

/** A field of an event, as a reader of the reference page needs it. */
export interface EventField {
  readonly name: string;
  /** The TypeScript type, its aliases spelled out. */
  readonly type: string;
  readonly comment: string;
}

/** An event: its name and its fields, without those that every event has. */
export interface EventShape {
  readonly event: string;
  readonly fields: readonly EventField[];
}

/** What the events of a file are made of. */
export interface EventShapes {
  readonly head: readonly EventField[];
  readonly events: readonly EventShape[];
}

/** Reads the events out of their type: `EventHead` and the union `TrainEventBody` of the file. */
export function readEventShapes(path: string): EventShapes {
  const program = ts.createProgram([path], {
    strict: true,
    noEmit: true,
    noLib: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];
  function typeNamed(name: string): ts.Type {
    const symbol = exported.find((candidate) => candidate.name === name);
    if (!symbol) throw new Error(`${path} exports no ${name}`);
    return checker.getDeclaredTypeOfSymbol(symbol);
  }
  const fieldsOf = (type: ts.Type) => checker.getPropertiesOfType(type).map((property) => fieldOf(checker, property));
  const body = typeNamed('TrainEventBody');
  const members = body.isUnion() ? body.types : [body];
  return {
    head: fieldsOf(typeNamed('EventHead')),
    events: members.map((member) => {
      const fields = fieldsOf(member);
      const event = fields.find(({ name }) => name === 'event')?.type.replaceAll('"', '');
      if (!event) throw new Error(`an event of ${path} has no name`);
      return { event, fields: fields.filter(({ name }) => name !== 'event') };
    }),
  };
}

function fieldOf(checker: ts.TypeChecker, property: ts.Symbol): EventField {
  return {
    name: property.name,
    type: typeText(checker, checker.getTypeOfSymbol(property)),
    comment: ts.displayPartsToString(property.getDocumentationComment(checker)),
  };
}

/** A union member by member, null last; `boolean` stays one word. */
function typeText(checker: ts.TypeChecker, type: ts.Type): string {
  if (!type.isUnion() || type.flags & ts.TypeFlags.Boolean) return checker.typeToString(type);
  const words = type.types.map((member) => checker.typeToString(member));
  return [...words.filter((word) => word !== 'null'), ...words.filter((word) => word === 'null')].join(' | ');
}
