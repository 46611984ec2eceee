import { compareVersions } from '../versions/semantic.ts';

/** When a child release is deployed. */
export type ChildCondition = 'Always' | 'IfNotCurrentVersion' | 'IfNewer';

/** Reads the condition; what is none of them is Always. [issue record] */
export function childCondition(text: string | undefined): ChildCondition {
  return text === 'IfNotCurrentVersion' || text === 'IfNewer' ? text : 'Always';
}

/** Why a child release is not deployed where another one (or nothing) is now, or null when it is. [docs] */
export function childRefusal(condition: ChildCondition, chosen: string, current: string | undefined): string | null {
  if (condition === 'Always' || current === undefined) return null;
  if (condition === 'IfNotCurrentVersion') {
    return chosen === current ? `release ${chosen} is the current one there` : null;
  }
  return compareVersions(chosen, current) > 0 ? null : `release ${chosen} is not newer than ${current}, which is there`;
}

/**
 * Variables that a parent hands to its child: a JSON object of texts, a JSON list of pairs, or a line `Name=Value` for each.
 * [client for the lines, guess for JSON]
 */
export function childVariables(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const json = parsed(text);
  if (Array.isArray(json)) return Object.fromEntries(json.flatMap(pairOf));
  if (typeof json === 'object' && json !== null) {
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, textOf(value)]));
  }
  const lines = text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(lines);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pairOf(item: unknown): [string, string][] {
  const { Name, Key, Value } = Object(item);
  const name = Name ?? Key;
  return typeof name === 'string' && name !== '' ? [[name, textOf(Value)]] : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
}

/**
 * What a child put out, as its parent's step puts it out: `Octopus.Action[Step].Output.Name` becomes `Deployment[Step].Name`,
 * and with a target `Deployment[Step][Machine].Name`. [docs]
 */
export function childOutputs(outputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, value]) => {
      const [, step, machine = '', own] = /^Octopus\.Action\[(.+?)\]\.Output(\[.+?\])?\.(.+)$/.exec(name) ?? [];
      return step === undefined ? [] : [[`Deployment[${step}]${machine}.${own}`, value]];
    }),
  );
}
