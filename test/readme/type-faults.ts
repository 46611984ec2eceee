import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Example } from './examples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the compiler says against examples, as `place: message`; each is a module of its own. */
export function typeFaults(examples: readonly Example[]): string[] {
  const base = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(base.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  // Where an example would stand, were it a file: names of packages are found from there.
  const files = new Map(examples.map((each, at) => [join(root, 'test', 'readme', `example-${at}.ts`), each]));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(native(name)) || fileExists(name);
  host.readFile = (name) => files.get(native(name))?.code ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const example = files.get(native(name));
    return example ? ts.createSourceFile(name, example.code, target) : getSourceFile(name, target, ...rest);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([name, { place }]) => {
    const file = program.getSourceFile(name);
    if (!file) return [`${place}: not read`];
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((each) => {
      const { line } = file.getLineAndCharacterOfPosition(each.start ?? 0);
      return `${place} + ${line}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`;
    });
  });
}

function native(name: string): string {
  return join(dirname(name), name.slice(name.lastIndexOf('/') + 1));
}
