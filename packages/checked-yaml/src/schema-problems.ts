import type { z } from 'zod';
import { closest } from './closest.ts';
import { childOf, knownKeys } from './known-keys.ts';
import type { Finding } from './problem.ts';
import type { Source } from './source.ts';
import { likeliestOption } from './union-option.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Something the schema refuses: `spot` says whether the key or the value at the path is to blame. */
export interface Refusal extends Finding {
  path: Path;
  spot: 'key' | 'value';
}

interface Context {
  schema: z.ZodType;
  value: unknown;
  source: Source;
}

/** Says zod's issues in the words of the file, one refusal per thing to correct. */
export function schemaProblems(context: Context, issues: readonly Issue[], prefix: Path = []): readonly Refusal[] {
  const refusals = issues.flatMap((issue) => refusalsOf(context, issue, [...prefix, ...issue.path]));
  return refusals.filter(
    (refusal) => refusal.code !== 'missing-key' || !refusals.some((one) => isMisspelt(one, refusal)),
  );
}

/** A missing key is not worth a line of its own when a misspelt one beside it explains it. */
function isMisspelt(other: Refusal, missing: Refusal): boolean {
  const sameParent =
    other.path.length === missing.path.length && other.path.slice(0, -1).every((step, at) => step === missing.path[at]);
  return other.code === 'unknown-key' && sameParent && other.hint === didYouMean(String(missing.path.at(-1)));
}

function refusalsOf(context: Context, issue: Issue, path: Path): readonly Refusal[] {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(context.schema, path, context.value);
      return issue.keys.map((key) => unknownKey(key, path, known));
    }
    case 'invalid_key': {
      const reason = issue.issues[0]?.message ?? issue.message;
      return [
        {
          code: 'invalid-key',
          message: `\`${String(path.at(-1))}\` cannot be a key here: ${reason}`,
          path,
          spot: 'key',
        },
      ];
    }
    case 'invalid_type':
      return [wrongType(context, issue, path)];
    case 'invalid_value':
      return [wrongValue(context, issue, path)];
    case 'invalid_union':
      return refusalsOfUnion(context, issue, path);
    case 'custom': {
      const { code, hint } = issue.params ?? {};
      const finding: Finding = { code: typeof code === 'string' ? code : 'invalid-value', message: issue.message };
      return [{ ...finding, ...(typeof hint === 'string' ? { hint } : {}), path, spot: 'value' }];
    }
    default:
      return [{ code: 'invalid-value', message: `${nameOf(path)}: ${issue.message}`, path, spot: 'value' }];
  }
}

function unknownKey(key: string, parent: Path, known: readonly string[]): Refusal {
  const meant = closest(key, known);
  const listed = known.length > 0 && known.length <= 12 ? `known here: ${known.join(', ')}` : undefined;
  const hint = meant === undefined ? listed : didYouMean(meant);
  return {
    code: 'unknown-key',
    message: `unknown key \`${key}\``,
    ...(hint ? { hint } : {}),
    path: [...parent, key],
    spot: 'key',
  };
}

function missing(path: Path, hint: string): Refusal {
  return { code: 'missing-key', message: `${nameOf(path)} is missing`, hint, path, spot: 'value' };
}

function wrongType(context: Context, issue: z.core.$ZodIssueInvalidType, path: Path): Refusal {
  const value = valueAt(context.value, path);
  const expected = kinds[issue.expected] ?? issue.expected;
  if (value === undefined) return missing(path, `add it: ${expected}`);
  const own = issue.message.startsWith('Invalid input') ? undefined : issue.message;
  const written = context.source.written(path);
  const quotable = issue.expected === 'string' && typeof value !== 'object' && written !== undefined && written !== '';
  return {
    code: 'wrong-type',
    message: own ?? `${nameOf(path)} must be ${expected}, not ${kindOf(value)}`,
    ...(quotable ? { hint: `put it in quotes: "${written}"` } : {}),
    path,
    spot: 'value',
  };
}

function wrongValue(context: Context, issue: z.core.$ZodIssueInvalidValue, path: Path): Refusal {
  const value = valueAt(context.value, path);
  const allowed = issue.values.map(String);
  const listed = allowed.join(', ');
  if (value === undefined) return missing(path, `one of: ${listed}`);
  const own = issue.message.startsWith('Invalid') ? undefined : issue.message;
  const message = `${nameOf(path)} cannot be ${shown(value)}`;
  const meant = typeof value === 'string' ? closest(value, allowed) : undefined;
  const hint = meant === undefined ? `one of: ${listed}` : didYouMean(meant);
  return { code: 'invalid-value', message: own ?? message, hint, path, spot: 'value' };
}

function refusalsOfUnion(context: Context, issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly Refusal[] {
  const discriminator = 'discriminator' in issue ? String(issue.discriminator) : undefined;
  if (discriminator !== undefined && 'options' in issue && Array.isArray(issue.options)) {
    const at = path.at(-1) === discriminator ? path : [...path, discriminator];
    return [
      wrongValue(
        context,
        { code: 'invalid_value', values: issue.options, path: [], message: 'Invalid', input: undefined },
        at,
      ),
    ];
  }
  if (valueAt(context.value, path) === undefined) {
    return [{ code: 'missing-key', message: `${nameOf(path)} is missing`, path, spot: 'value' }];
  }
  const verdict = likeliestOption(issue.errors);
  if (verdict.kind === 'option') return schemaProblems(context, verdict.issues, path);
  if (verdict.kind === 'unknown-keys') {
    const known = knownKeys(context.schema, path, context.value);
    return verdict.keys.map((key) => unknownKey(key, path, known));
  }
  if (verdict.kind === 'types') {
    const allowed = verdict.expected.map((expected) => kinds[expected] ?? expected).join(' or ');
    const message = `${nameOf(path)} must be ${allowed}, not ${kindOf(valueAt(context.value, path))}`;
    return [{ code: 'wrong-type', message, path, spot: 'value' }];
  }
  const known = knownKeys(context.schema, path, context.value);
  const hint = known.length > 0 ? { hint: `known here: ${known.join(', ')}` } : {};
  return [
    { code: 'invalid-value', message: `${nameOf(path)} has none of the allowed forms`, ...hint, path, spot: 'value' },
  ];
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  tuple: 'a list',
  null: 'empty',
};

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `${kinds[typeof value] ?? typeof value} (${shown(value)})`;
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return kindOf(value);
  const text = String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** How a sentence calls the value at a path. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last !== 'number') return `\`${String(last)}\``;
  const list = path.at(-2);
  return list === undefined ? `item ${last + 1}` : `item ${last + 1} of \`${String(list)}\``;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(childOf, value);
}

function didYouMean(word: string): string {
  return `did you mean \`${word}\`?`;
}
