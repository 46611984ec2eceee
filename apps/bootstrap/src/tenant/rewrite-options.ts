/** A flag of a command, as much of it as decides how an argument is read. */
interface KnownFlag {
  readonly kind: string;
}

/** Flags that every command has. */
const everywhere = new Set(['help', 'help-all', 'version']);

/**
 * Options of `tenant add` that are no flags of it name templates of a lab: `--region eu-north-1` becomes `--set
 * region=eu-north-1`. Which templates there are is known only once the file has been read. Everything else stays.
 */
export function rewriteOptions(argv: readonly string[], flags: Readonly<Record<string, KnownFlag>>): readonly string[] {
  if (argv[0] !== 'tenant' || argv[1] !== 'add') return argv;
  const known = new Map(Object.entries(flags).map(([name, { kind }]) => [kebab(name), kind]));
  const result = argv.slice(0, 2);
  for (let at = 2; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') return [...result, ...argv.slice(at)];
    const [, name = '', given] = /^--([^=]+)(=.*)?$/s.exec(word) ?? [];
    const kind =
      known.get(kebab(name)) ?? (known.get(kebab(name).replace(/^no-/, '')) === 'boolean' ? 'boolean' : undefined);
    if (
      name === '' ||
      everywhere.has(kebab(name)) ||
      kind === 'boolean' ||
      (kind !== undefined && given !== undefined)
    ) {
      result.push(word);
      continue;
    }
    const next = argv[at + 1];
    // What looks like another option is no value; a value that does look so is written with `=`.
    const hasNext = given === undefined && next !== undefined && !next.startsWith('--');
    if (kind !== undefined) result.push(word, ...(hasNext ? [next] : []));
    else result.push('--set', `${name}${given ?? (hasNext ? `=${next}` : '')}`);
    if (hasNext) at += 1;
  }
  return result;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
